import { decodeStatus } from '@zedflow/core-protocol';

/** Whether the bytes of a dry run's answer say that the whole Flow is ready; what is no status says no. */
export function saysReady(answer: Uint8Array): boolean {
  try {
    return decodeStatus(answer).code === 'SUCCESS';
  } catch {
    return false;
  }
}
