import type { Caller } from '@zedflow/runtime-api';
import type { Metadata, ServerSurfaceCall } from './grpc-call.js';

/** What a caller sent beside its messages; the same for all messages of one RPC. */
export interface RpcCaller extends Caller {
  readonly headers: Readonly<Record<string, string>>;
  readonly deadlineMs: number | undefined;
  readonly traceparent: string | undefined;
}

/** Reads metadata and deadline of a call. Binary metadata (`-bin`) is left out: headers are text on every protocol. */
export function callerOf(call: ServerSurfaceCall): RpcCaller {
  const headers = headersOf(call.metadata);
  const deadline = Number(call.getDeadline());
  return {
    protocol: 'grpc',
    peer: call.getPeer(),
    headers,
    deadlineMs: Number.isFinite(deadline) ? deadline : undefined,
    traceparent: headers['traceparent'],
  };
}

function headersOf(metadata: Metadata): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, first] of Object.entries(metadata.getMap())) {
    if (typeof first !== 'string') continue;
    const values = metadata.get(name);
    headers[name] = values.length === 1 ? first : values.join(', ');
  }
  return headers;
}
