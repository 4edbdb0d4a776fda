import type { JsonObject, Message } from '@zedflow/core-protocol';
import { type Caller, type CallOptions, type CallService, ServerCall } from '@zedflow/runtime-api';

/** What an interceptor knows of a call beside its message. */
export interface InterceptedOptions extends CallOptions {
  /** Protocol and address of who calls. */
  readonly caller: Caller;
}

/** The rest of the chain for a plain call. */
export type NextCall = (request: Message, options: InterceptedOptions) => Promise<Message>;

/** The rest of the chain for a stream. */
export type NextStream = (request: Message, options: InterceptedOptions) => AsyncIterable<Message>;

/**
 * Code that sees every call of every protocol before the Flow does, and its answer after. It may answer by itself, change
 * request or answer (messages are read-only: make new ones), or refuse by throwing a `RuntimeError`.
 * `request.envelope.headers` are the HTTP headers, gRPC metadata or headers of the WebSocket handshake, names in lower case.
 * `headers` of an answer's envelope become response headers on HTTP.
 */
export interface Interceptor {
  /** For errors and logs. */
  readonly name: string;
  /**
   * `verifies`: it tells who calls, by {@link withIdentity}. `needs`: it acts on who calls, so the gateway refuses it before an
   * interceptor that verifies. Default: neither.
   */
  readonly identity?: 'verifies' | 'needs';
  /** What it asks callers for, as OpenAPI's `securitySchemes`: one of them is enough. Default: nothing. */
  readonly securitySchemes?: Readonly<Record<string, JsonObject>>;
  call?(request: Message, options: InterceptedOptions, next: NextCall): Promise<Message>;
  stream?(request: Message, options: InterceptedOptions, next: NextStream): AsyncIterable<Message>;
  /** A request for a page that calls no endpoint (`/docs`, a plug-in's route): refuse it by throwing. */
  admit?(visit: Visit): void | Promise<void>;
}

/** Who asks for which page. */
export interface Visit {
  /** Without the query, percent-encodings resolved. */
  readonly path: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly caller: Caller;
}

/** Rejects when an interceptor refuses the visit. */
export async function admitVisit(interceptors: readonly Interceptor[], visit: Visit): Promise<void> {
  for (const interceptor of interceptors) await interceptor.admit?.(visit);
}

/** `options` of a call whose caller is known to be `identity`: what the interceptors behind see. Keeps the call's signal as it is. */
export function withIdentity(options: InterceptedOptions, identity: string): InterceptedOptions {
  const caller = { ...options.caller, identity };
  if (!(options instanceof ServerCall)) return options.signal ? { signal: options.signal, caller } : { caller };
  // In place: a copy would make the signal that nobody has asked for yet.
  options.caller = caller;
  return options;
}

/** Throws a `TypeError` for one that needs to know who calls and stands before one that finds out. */
export function assertInterceptorOrder(interceptors: readonly Interceptor[]): void {
  const verifying = interceptors.findLastIndex(({ identity }) => identity === 'verifies');
  const early = interceptors.slice(0, Math.max(0, verifying)).find(({ identity }) => identity === 'needs');
  if (early === undefined) return;
  const names = `'${early.name}' must come after '${interceptors[verifying]?.name}'`;
  throw new TypeError(`options.interceptors: ${names}, which tells who calls`);
}

const UNKNOWN_PEER = '';

/** `service` behind the interceptors, as one listener's calls meet it; `service` itself when there are none. */
export function intercept(service: CallService, interceptors: readonly Interceptor[], protocol: Caller['protocol']): CallService {
  if (interceptors.length === 0) return service;
  let call: NextCall = (request, options) => service.call(request, options);
  let stream: NextStream = (request, options) => service.stream(request, options);
  for (const interceptor of [...interceptors].reverse()) {
    const [nextCall, nextStream] = [call, stream];
    if (interceptor.call) call = (request, options) => (interceptor.call as NonNullable<Interceptor['call']>)(request, options, nextCall);
    if (interceptor.stream) {
      stream = (request, options) => (interceptor.stream as NonNullable<Interceptor['stream']>)(request, options, nextStream);
    }
  }
  const outermostCall = call;
  return {
    // An interceptor that throws before its first await must not take the server with it.
    call: async (request, options) => outermostCall(request, withCaller(options, protocol)),
    async *stream(request, options) {
      yield* stream(request, withCaller(options, protocol));
    },
  };
}

function withCaller(options: CallOptions | undefined, protocol: Caller['protocol']): InterceptedOptions {
  // As it is, not a copy: a server's options make their signal only when somebody asks for it.
  if (options?.caller) return options as InterceptedOptions;
  const caller: Caller = { protocol, peer: UNKNOWN_PEER };
  return options?.signal ? { signal: options.signal, caller } : { caller };
}
