import type { Message } from '@zedflow/core-protocol';
import type { ResponseHeaders } from '../web/respond.js';
import { serverTiming } from './server-timing.js';

/** Headers of an answer: those that interceptors have set, and `Server-Timing` when it has routes. */
export function responseHeadersOf({ envelope }: Message): ResponseHeaders {
  const headers: ResponseHeaders = { ...envelope.headers };
  const timing = serverTiming(envelope.routes);
  if (timing !== undefined) headers['server-timing'] = timing;
  return headers;
}
