import { RuntimeError } from '@zedflow/core-protocol';

type Headers = Readonly<Record<string, string>>;

/** What belongs to the connection of one hop, or says nothing to an Executor. Everything else travels with the call. */
const TRANSPORT_HEADERS: ReadonlySet<string> = new Set([
  'accept',
  'accept-charset',
  'accept-encoding',
  'accept-language',
  'cache-control',
  'connection',
  'content-encoding',
  'content-length',
  'content-type',
  'expect',
  'grpc-accept-encoding',
  'grpc-encoding',
  'grpc-timeout',
  'host',
  'keep-alive',
  'origin',
  'pragma',
  'proxy-authorization',
  'referer',
  'sec-ch-ua',
  'sec-ch-ua-mobile',
  'sec-ch-ua-platform',
  'sec-fetch-dest',
  'sec-fetch-mode',
  'sec-fetch-site',
  'sec-websocket-extensions',
  'sec-websocket-key',
  'sec-websocket-protocol',
  'sec-websocket-version',
  'te',
  'traceparent',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'user-agent',
  'x-request-timeout-ms',
]);

/** The headers that go on to the Executors; undefined when none do; the same object when all do. */
export function forwardedHeaders(headers: Headers | undefined): Headers | undefined {
  let kept: Record<string, string> | undefined;
  let isWhole = true;
  for (const name in headers) {
    if (TRANSPORT_HEADERS.has(name)) isWhole = false;
    else {
      kept ??= Object.create(null) as Record<string, string>;
      kept[name] = headers[name] as string;
    }
  }
  return isWhole ? headers : kept;
}

/** Node's header object with one text per name. */
export function singleHeaders(headers: Readonly<Record<string, string | string[] | undefined>>): Headers {
  // Node makes one text of all others, and nobody writes to them: then they need no copy.
  return headers['set-cookie'] === undefined ? (headers as Headers) : joined(headers);
}

function joined(headers: Readonly<Record<string, string | string[] | undefined>>): Headers {
  const single = Object.create(null) as Record<string, string>;
  for (const name in headers) {
    const value = headers[name];
    if (value !== undefined) single[name] = typeof value === 'string' ? value : value.join(', ');
  }
  return single;
}

const TIMEOUT_HEADER = 'x-request-timeout-ms';

/** Milliseconds that the caller gives the call; undefined when it does not say. Throws `invalid_argument`. */
export function timeoutOf(headers: Readonly<Record<string, string | string[] | undefined>>): number | undefined {
  const text = headers[TIMEOUT_HEADER];
  if (text === undefined) return undefined;
  const timeoutMs = Number(text);
  if (Number.isFinite(timeoutMs) && timeoutMs > 0 && timeoutMs < 2 ** 31) return timeoutMs;
  throw new RuntimeError('invalid_argument', `the header ${TIMEOUT_HEADER} must be milliseconds above 0, got '${String(text)}'`, {
    details: { header: TIMEOUT_HEADER },
  });
}
