import { readFileSync } from 'node:fs';
import { assertClientOptions } from './check-client-options.js';

/** Protocols that a client speaks. */
export const CLIENT_PROTOCOLS = ['grpc', 'http', 'websocket'] as const;

/** One of {@link CLIENT_PROTOCOLS}. */
export type ClientProtocol = (typeof CLIENT_PROTOCOLS)[number];

/** How the server's certificate is checked and, for mutual TLS, the client's own. Values are file paths of PEM files. */
export interface ClientTlsOptions {
  /** Certificate authority. Default: those that Node trusts. */
  readonly caFile?: string;
  readonly certFile?: string;
  readonly keyFile?: string;
}

/** Options of `createClient`. */
export interface ClientOptions {
  /** Host name, or a whole address such as `grpc://localhost:54321`, `https://example.org`. Default `127.0.0.1`. */
  readonly host?: string;
  /** Default: 80 for http, 443 for https; the others have none. */
  readonly port?: number;
  /** Default: the scheme of `host`, else `grpc`. */
  readonly protocol?: ClientProtocol;
  /** `true` = check the server against the authorities that Node trusts. Default: as the scheme says (`grpcs`, `https`, `wss`). */
  readonly tls?: boolean | ClientTlsOptions;
  /** Sent with every request: HTTP headers, gRPC metadata, WebSocket handshake headers. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Generation of docarray that documents are written in on gRPC and WebSocket. Default `v2`. */
  readonly docarray?: 'v1' | 'v2';
  /** Largest message in bytes, both ways; -1 = no limit. Default 100 MiB. */
  readonly maxMessageBytes?: number;
}

/** Complete options, checked. */
export interface ResolvedClientOptions {
  readonly protocol: ClientProtocol;
  readonly host: string;
  readonly port: number;
  readonly tls: ResolvedTls | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly docarray: 'v1' | 'v2';
  readonly maxMessageBytes: number;
}

/** PEM texts. */
export interface ResolvedTls {
  readonly ca?: Buffer;
  readonly cert?: Buffer;
  readonly key?: Buffer;
}

/** Source: Jina 3.34 address schemes; the `s` forms mean TLS. */
const SCHEMES: Readonly<Record<string, { protocol: ClientProtocol; tls: boolean }>> = {
  grpc: { protocol: 'grpc', tls: false },
  grpcs: { protocol: 'grpc', tls: true },
  http: { protocol: 'http', tls: false },
  https: { protocol: 'http', tls: true },
  ws: { protocol: 'websocket', tls: false },
  wss: { protocol: 'websocket', tls: true },
};

const DEFAULT_MAX_MESSAGE_BYTES = 100 * 1024 * 1024;

/** Checks and completes the options. Throws `TypeError` or `RangeError` that names the option. */
export function resolveClientOptions(options: ClientOptions = {}): ResolvedClientOptions {
  assertClientOptions(options);
  const address = parseAddress(options.host ?? '127.0.0.1');
  const protocol = options.protocol ?? address.protocol ?? 'grpc';
  if (!CLIENT_PROTOCOLS.includes(protocol)) {
    throw new TypeError(`options.protocol must be one of ${CLIENT_PROTOCOLS.join(', ')}, got ${JSON.stringify(protocol)}`);
  }
  if (address.protocol !== undefined && address.protocol !== protocol) {
    throw new TypeError(`options.protocol is ${protocol} but options.host says ${address.scheme}://: give one of them`);
  }
  const tls = options.tls ?? address.tls;
  const port = options.port ?? address.port ?? (protocol === 'grpc' ? undefined : tls ? 443 : 80);
  if (port === undefined)
    throw new TypeError('options.port is missing: give it, or write it in options.host as in "grpc://localhost:54321"');
  if (!Number.isInteger(port) || port < 1 || port > 65535) throw new RangeError(`options.port must be from 1 to 65535, got ${port}`);
  return {
    protocol,
    host: address.host,
    port,
    tls: tls === false ? undefined : readTls(tls === true ? {} : tls),
    headers: lowerCaseNames(options.headers ?? {}),
    docarray: options.docarray ?? 'v2',
    maxMessageBytes: options.maxMessageBytes ?? DEFAULT_MAX_MESSAGE_BYTES,
  };
}

function parseAddress(text: string): { scheme?: string; protocol?: ClientProtocol; tls: boolean; host: string; port?: number } {
  const scheme = /^([a-z]+):\/\//i.exec(text)?.[1]?.toLowerCase();
  const known = scheme === undefined ? undefined : SCHEMES[scheme];
  if (scheme !== undefined && known === undefined) {
    throw new TypeError(`options.host has the unknown scheme ${scheme}://: use one of ${Object.keys(SCHEMES).join(', ')}`);
  }
  const url = URL.parse?.(`http://${text.replace(/^[a-z]+:\/\//i, '')}`) ?? parseUrl(text);
  if (url === null || url.pathname !== '/' || url.hostname === '') {
    throw new TypeError(`options.host must be a host name or scheme://host:port, got ${JSON.stringify(text)}`);
  }
  // `new URL('http://h:80')` drops the port because it is the default of http.
  const port = /:(\d+)\/?$/.exec(text)?.[1];
  return {
    ...(scheme === undefined ? {} : { scheme }),
    ...(known === undefined ? {} : { protocol: known.protocol }),
    ...(port === undefined || url.hostname.endsWith(`:${port}]`) ? {} : { port: Number(port) }),
    tls: known?.tls ?? false,
    host: url.hostname,
  };
}

function parseUrl(text: string): URL | null {
  try {
    return new URL(`http://${text.replace(/^[a-z]+:\/\//i, '')}`);
  } catch {
    return null;
  }
}

function readTls(files: ClientTlsOptions): ResolvedTls {
  return {
    ...(files.caFile === undefined ? {} : { ca: readPem('caFile', files.caFile) }),
    ...(files.certFile === undefined ? {} : { cert: readPem('certFile', files.certFile) }),
    ...(files.keyFile === undefined ? {} : { key: readPem('keyFile', files.keyFile) }),
  };
}

function readPem(name: string, path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new TypeError(`options.tls.${name} cannot be read: ${(error as Error).message}`, { cause: error });
  }
}

/** Header names are told apart without case on HTTP and are lower case in gRPC metadata. */
export function lowerCaseNames(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
