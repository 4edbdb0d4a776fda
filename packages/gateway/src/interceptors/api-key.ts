import { createHash, timingSafeEqual } from 'node:crypto';
import { DRY_RUN_ENDPOINT, type Message, RuntimeError } from '@zedflow/core-protocol';
import type { Caller } from '@zedflow/runtime-api';
import { assertKnownOptions } from './assert-known-options.js';
import { addressOf } from './caller-address.js';
import { type InterceptedOptions, type Interceptor, type Visit, withIdentity } from './interceptor.js';
import { WrongKeys } from './wrong-keys.js';

/** Options of {@link apiKeyInterceptor}. */
export interface ApiKeyOptions {
  /** The keys that are taken, or their digests: `sha256:` and 64 hexadecimal digits. At least one. */
  readonly keys: readonly string[];
  /** Header that carries the key, in lower case. `authorization: Bearer <key>` is always read too. Default `x-api-key`. */
  readonly header?: string;
  /** Endpoints that need no key. Default: the readiness check `_jina_dry_run_`. */
  readonly openEndpoints?: readonly string[];
  /** Pages that need no key, with all below them: `/docs`, `/openapi.json`, `/status`. Default: none. */
  readonly openPages?: readonly string[];
  /** Wrong keys that one address may show in a minute; then only keys that were right from there before are taken. Default 100. */
  readonly maxWrongKeys?: number;
}

const NAMES = ['keys', 'header', 'openEndpoints', 'openPages', 'maxWrongKeys'] as const satisfies (keyof ApiKeyOptions)[];
const DIGEST = /^sha256:([0-9a-f]{64})$/i;
const WINDOW_MS = 60_000;

/**
 * Refuses every call and every page without a known key with `unauthenticated` (401 on HTTP), and addresses that guess with
 * `resource_exhausted`. Tells interceptors behind it who calls: `key-` and the first digits of the key's digest. The key is taken
 * out of the headers, so that no Executor sees it. Compares in constant time.
 * Throws a `TypeError` for an option that it does not have or cannot take.
 */
export function apiKeyInterceptor(options: ApiKeyOptions): Interceptor {
  assertKnownOptions('apiKeyInterceptor', options, NAMES);
  const { header = 'x-api-key', openPages = [], maxWrongKeys = 100 } = options;
  if (options.keys.length === 0) throw new TypeError('options.keys must have at least one key');
  if (options.keys.some((key) => key === '')) throw new TypeError('options.keys must not have an empty key');
  if (header !== header.toLowerCase()) throw new TypeError(`options.header must be in lower case, got '${header}'`);
  if (!Number.isInteger(maxWrongKeys) || maxWrongKeys < 1) {
    throw new TypeError(`options.maxWrongKeys must be a whole number from 1 on, got ${maxWrongKeys}`);
  }
  const check = new KeyCheck(options.keys, header, new WrongKeys(maxWrongKeys, WINDOW_MS, () => performance.now()));
  const open = new Set(options.openEndpoints ?? [DRY_RUN_ENDPOINT]);

  const admit = ({ envelope, payloads }: Message, callOptions: InterceptedOptions): [Message, InterceptedOptions] => {
    const { [header]: own, authorization, ...headers } = envelope.headers ?? {};
    const known = open.has(envelope.endpoint)
      ? callOptions
      : withIdentity(callOptions, check.identityOf(own ?? bearerOf(authorization), callOptions.caller));
    return [{ envelope: own === undefined && authorization === undefined ? envelope : { ...envelope, headers }, payloads }, known];
  };

  return {
    name: 'api-key',
    identity: 'verifies',
    securitySchemes: {
      apiKey: { type: 'apiKey', in: 'header', name: header },
      bearer: { type: 'http', scheme: 'bearer' },
    },
    call: async (request, callOptions, next) => next(...admit(request, callOptions)),
    async *stream(request, callOptions, next) {
      yield* next(...admit(request, callOptions));
    },
    admit({ path, headers, caller }: Visit) {
      if (openPages.some((page) => path === page || path.startsWith(`${page}/`))) return;
      check.identityOf(headers[header] ?? bearerOf(headers['authorization']), caller);
    },
  };
}

class KeyCheck {
  readonly #digests: readonly Buffer[];
  readonly #header: string;
  readonly #wrongKeys: WrongKeys;

  constructor(keys: readonly string[], header: string, wrongKeys: WrongKeys) {
    this.#digests = keys.map((key) => (DIGEST.test(key) ? Buffer.from(key.slice('sha256:'.length), 'hex') : digestOf(key)));
    this.#header = header;
    this.#wrongKeys = wrongKeys;
  }

  /** Who shows the key. Throws `unauthenticated` for none and for a wrong one, `resource_exhausted` after too many wrong ones. */
  identityOf(key: string | undefined, caller: Caller): string {
    const header = this.#header;
    if (key === undefined) {
      throw new RuntimeError('unauthenticated', `the call has no API key; send one in the header ${header}`, { details: { header } });
    }
    const digest = digestOf(key);
    const address = addressOf(caller);
    const identity = `key-${digest.toString('hex', 0, 6)}`;
    const retryAfterMs = this.#wrongKeys.waitMs(address);
    if (retryAfterMs > 0 && !this.#wrongKeys.wasRight(address, identity)) {
      throw new RuntimeError('resource_exhausted', 'too many wrong API keys from this address', { details: { retryAfterMs } });
    }
    let isKnown = false;
    for (const known of this.#digests) if (timingSafeEqual(known, digest)) isKnown = true;
    if (!isKnown) {
      this.#wrongKeys.onWrong(address);
      throw new RuntimeError('unauthenticated', `the API key in the header ${header} is not known`, { details: { header } });
    }
    this.#wrongKeys.onRight(address, identity);
    return identity;
  }
}

/** Digests have one length, which a comparison in constant time needs. */
function digestOf(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}

function bearerOf(authorization: string | undefined): string | undefined {
  return authorization?.match(/^Bearer (\S+)$/i)?.[1];
}
