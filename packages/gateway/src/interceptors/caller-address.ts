import type { Caller } from '@zedflow/runtime-api';

/** The caller's IP address, which all its connections share. */
export function addressOf({ peer }: Caller): string {
  return peer.replace(/:\d+$/, '');
}
