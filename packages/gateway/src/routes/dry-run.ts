import { DRY_RUN_ENDPOINT, type Message, newId, RuntimeError, type Status } from '@zedflow/core-protocol';
import type { CallService } from '@zedflow/runtime-api';
import { failureStatus } from '../web/error-response.js';

/** Longest that a readiness check waits for the Flow. */
export const DRY_RUN_MS = 10_000;

/** Whether the whole Flow answers: an empty call through all its nodes. A failure is a status, never a rejection (Jina 3.34). */
export async function dryRun(
  service: CallService,
  signal: AbortSignal,
  deadlineMs: number,
  headers: Readonly<Record<string, string>>,
): Promise<Status> {
  const request: Message = {
    envelope: {
      kind: 'call',
      sequence: 0,
      requestId: newId(),
      endpoint: DRY_RUN_ENDPOINT,
      contentType: 'json',
      accept: ['json'],
      deadlineMs,
      headers,
    },
    payloads: [Buffer.from('[]')],
  };
  try {
    const { envelope } = await service.call(request, { signal });
    return envelope.status ?? { code: 'SUCCESS' };
  } catch (thrown) {
    return failureStatus(RuntimeError.from(thrown), false);
  }
}
