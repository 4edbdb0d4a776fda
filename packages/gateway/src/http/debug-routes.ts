import { DRY_RUN_ENDPOINT, type Message, newId, RuntimeError, type Status } from '@zedflow/core-protocol';
import type { CallService } from '@zedflow/runtime-api';
import { failureStatus } from './error-response.js';

/** Whether the whole Flow answers: an empty call through all its nodes. A failure is a status, never a rejection (Jina 3.34). */
export async function dryRun(service: CallService, signal: AbortSignal | undefined, deadlineMs: number): Promise<Status> {
  const request: Message = {
    envelope: {
      kind: 'call',
      sequence: 0,
      requestId: newId(),
      endpoint: DRY_RUN_ENDPOINT,
      contentType: 'json',
      accept: ['json'],
      deadlineMs,
    },
    payloads: [Buffer.from('[]')],
  };
  try {
    const { envelope } = await service.call(request, signal ? { signal } : {});
    return envelope.status ?? { code: 'SUCCESS' };
  } catch (thrown) {
    return failureStatus(RuntimeError.from(thrown), false);
  }
}
