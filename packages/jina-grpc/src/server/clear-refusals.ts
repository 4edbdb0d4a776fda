import type { ServerInterceptor, StatusObject } from '@grpc/grpc-js';
import { status } from '@grpc/grpc-js';
import { RuntimeError } from '@zedflow/core-protocol';
import { rpcEndOf } from '../grpc-status.js';

/**
 * Refusals that grpc-js makes by itself, said in the terms of our options. They never pass an interceptor's own call object,
 * so the status is changed where grpc-js sends it.
 */
export function clearRefusals(maxMessageBytes: number): ServerInterceptor {
  return (_method, call) => {
    const target = call as { sendStatus(status: Partial<StatusObject>): void };
    const sendStatus = target.sendStatus;
    target.sendStatus = function (this: unknown, ended) {
      sendStatus.call(this, ended.code === status.OK ? ended : { ...ended, ...clearer(ended, maxMessageBytes) });
    };
    return call as ReturnType<ServerInterceptor>;
  };
}

function clearer({ code, details = '' }: Partial<StatusObject>, maxMessageBytes: number): Partial<StatusObject> | undefined {
  if (code === status.RESOURCE_EXHAUSTED && details.startsWith('Received message')) {
    return rpcEndOf(
      new RuntimeError(
        'protocol_message_too_large',
        `the request is larger than max_message_bytes = ${maxMessageBytes}: send fewer documents per request, or raise the option (${details})`,
      ),
    );
  }
  if (code === status.INTERNAL && details === 'Failed to decompress message') {
    return rpcEndOf(new RuntimeError('protocol_malformed', 'the request is marked as compressed but its bytes cannot be decompressed'));
  }
  return undefined;
}
