import { createHash, timingSafeEqual } from 'node:crypto';
import { DRY_RUN_ENDPOINT, type Message, RuntimeError } from '@zedflow/core-protocol';
import { assertKnownOptions } from './assert-known-options.js';
import type { Interceptor } from './interceptor.js';

/** Options of {@link apiKeyInterceptor}. */
export interface ApiKeyOptions {
  /** The keys that are taken. At least one. */
  readonly keys: readonly string[];
  /** Header that carries the key, in lower case. `authorization: Bearer <key>` is always read too. Default `x-api-key`. */
  readonly header?: string;
  /** Endpoints that need no key. Default: the readiness check `_jina_dry_run_`. */
  readonly openEndpoints?: readonly string[];
}

const NAMES = ['keys', 'header', 'openEndpoints'] as const satisfies (keyof ApiKeyOptions)[];

/**
 * Refuses every call without a known key with `unauthenticated` (401 on HTTP). The key is taken out of the headers, so that no
 * Executor sees it. Compares in constant time.
 * Throws a `TypeError` for an option that it does not have or cannot take.
 */
export function apiKeyInterceptor(options: ApiKeyOptions): Interceptor {
  assertKnownOptions('apiKeyInterceptor', options, NAMES);
  const header = options.header ?? 'x-api-key';
  if (options.keys.length === 0) throw new TypeError('options.keys must have at least one key');
  if (options.keys.some((key) => key === '')) throw new TypeError('options.keys must not have an empty key');
  if (header !== header.toLowerCase()) throw new TypeError(`options.header must be in lower case, got '${header}'`);
  const digests = options.keys.map(digestOf);
  const open = new Set(options.openEndpoints ?? [DRY_RUN_ENDPOINT]);

  const admit = (request: Message): Message => {
    const { envelope, payloads } = request;
    const { [header]: own, authorization, ...headers } = envelope.headers ?? {};
    const key = own ?? bearerOf(authorization);
    if (!open.has(envelope.endpoint)) assertKey(key, digests, header);
    if (own === undefined && authorization === undefined) return request;
    return { envelope: { ...envelope, headers }, payloads };
  };

  return {
    name: 'api-key',
    call: async (request, callOptions, next) => next(admit(request), callOptions),
    async *stream(request, callOptions, next) {
      yield* next(admit(request), callOptions);
    },
  };
}

function assertKey(key: string | undefined, digests: readonly Buffer[], header: string): void {
  if (key === undefined) {
    throw new RuntimeError('unauthenticated', `the call has no API key; send one in the header ${header}`, { details: { header } });
  }
  const digest = digestOf(key);
  let isKnown = false;
  for (const known of digests) if (timingSafeEqual(known, digest)) isKnown = true;
  if (!isKnown) throw new RuntimeError('unauthenticated', `the API key in the header ${header} is not known`, { details: { header } });
}

/** Digests have one length, which a comparison in constant time needs. */
function digestOf(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}

function bearerOf(authorization: string | undefined): string | undefined {
  return authorization?.match(/^Bearer (\S+)$/i)?.[1];
}
