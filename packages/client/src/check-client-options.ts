import { nearestName } from '@zedflow/runtime-api';

const NAMES = ['host', 'port', 'protocol', 'tls', 'headers', 'docarray', 'maxMessageBytes'];

/** Checks the kinds of what `createClient` was given. Throws `TypeError` or `RangeError` that names the option. */
export function assertClientOptions(options: unknown): void {
  if (typeof options !== 'object' || options === null) throw new TypeError(`createClient takes an object, got ${JSON.stringify(options)}`);
  for (const name of Object.keys(options)) {
    if (NAMES.includes(name)) continue;
    const nearest = nearestName(name, NAMES);
    throw new TypeError(
      `createClient has no option ${name}; ${nearest === undefined ? `it has ${NAMES.join(', ')}` : `did you mean ${nearest}?`}`,
    );
  }
  const { host, tls, headers, docarray, maxMessageBytes } = options as Record<string, unknown>;
  if (host !== undefined && typeof host !== 'string') throw wrong('host', 'a text', host);
  if (tls !== undefined && typeof tls !== 'boolean' && !isObject(tls))
    throw wrong('tls', 'true, false or { caFile, certFile, keyFile }', tls);
  const isTexts = isObject(headers) && Object.values(headers).every((value) => typeof value === 'string');
  if (headers !== undefined && !isTexts) throw wrong('headers', 'an object of texts', headers);
  if (docarray !== undefined && docarray !== 'v1' && docarray !== 'v2') throw wrong('docarray', 'v1 or v2', docarray);
  if (maxMessageBytes === undefined) return;
  if (!Number.isInteger(maxMessageBytes) || (maxMessageBytes !== -1 && (maxMessageBytes as number) < 1)) {
    throw new RangeError(`options.maxMessageBytes must be a positive integer, or -1 for no limit, got ${String(maxMessageBytes)}`);
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function wrong(name: string, expected: string, value: unknown): TypeError {
  return new TypeError(`options.${name} must be ${expected}, got ${JSON.stringify(value) ?? typeof value}`);
}
