import type { Route } from '@zedflow/core-protocol';

/** Names may hold letters, digits and a few marks only (RFC 9110 `token`). */
const NOT_TOKEN = /[^\w!#$%&'*+.^`|~-]/g;

/** The `Server-Timing` header of an answer: milliseconds in the gateway as a whole, and in each node that was called. */
export function serverTiming(routes: readonly Route[] | undefined): string | undefined {
  let text = '';
  for (const { executor, startMs, endMs } of routes ?? []) {
    if (startMs === undefined || endMs === undefined) continue;
    if (text !== '') text += ', ';
    text += `${executor.replace(NOT_TOKEN, '-')};dur=${Math.round((endMs - startMs) * 1000) / 1000}`;
  }
  return text === '' ? undefined : text;
}
