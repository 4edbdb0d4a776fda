import type { JsonObject, JsonValue } from '@zedflow/core-protocol';
import type { Caller, CallOptions, CallService, FlowDescription, Logger } from '@zedflow/runtime-api';

export type RouteMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/**
 * A group of HTTP routes that a gateway serves beside the endpoints of its Flow: an interface that other clients speak, a page,
 * metrics. The gateway's own pages are plug-ins too.
 */
export interface RoutePlugin {
  /** For errors and logs. */
  readonly name: string;
  /** The routes; asked once for each port, before it opens. May load what they need. */
  routes(gateway: RouteContext): readonly Route[] | Promise<readonly Route[]>;
}

/** What a plug-in sees of the gateway. */
export interface RouteContext {
  /** What the Flow serves at the moment. */
  readonly describe: () => FlowDescription;
  /** The Flow behind the interceptors, for calls that {@link RouteRequest.post} and `stream` cannot make. */
  readonly service: CallService;
  /** Every route of this port, of all plug-ins. Complete once the port is open. */
  readonly routes: () => readonly Route[];
  readonly logger: Logger;
}

interface RouteBase {
  readonly method: RouteMethod;
  /** `/v1/models`; a step `:name` takes any one step of the URL, a last step `*` all that follow. */
  readonly path: string;
  /** The route as an OpenAPI operation. Default: it is not in the document. */
  readonly openapi?: JsonObject;
  /** WebSocket ports answer it as well. Default false. */
  readonly onWebsocketPorts?: boolean;
}

/** A route that answers by itself. */
export interface PageRoute extends RouteBase {
  /** `guarded`: interceptors admit the caller first, as to a call. `open`: anybody may ask. Default `guarded`. */
  readonly access?: 'guarded' | 'open';
  /** A `RuntimeError` that it throws is answered as any other failure; other errors are 500 and logged. */
  readonly answer: (request: RouteRequest) => RouteResponse | Promise<RouteResponse>;
}

/** A route that passes the documents of its body to the Flow, as Jina's `/post` does. */
export interface CallRoute extends RouteBase {
  /** Endpoint that is called; absent = the one that the body names. */
  readonly calls: { readonly endpoint?: string };
  /** HTTP status of an answer. Default 200. */
  readonly okStatus?: number;
}

export type Route = PageRoute | CallRoute;

/** One request to a {@link PageRoute}. */
export interface RouteRequest extends CallOptions {
  readonly method: string;
  /** Without the query, percent-encodings resolved. */
  readonly path: string;
  /** What stood for the `:name` steps of the path. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The whole body as it came, up to `maxMessageBytes`; empty without one. */
  readonly body: Uint8Array;
  readonly caller: Caller;
  /** Fires when the client has left. */
  readonly signal: AbortSignal;
  /**
   * Calls an endpoint for the client: its headers, deadline and cancellation go with the call, interceptors see it.
   * Rejects with a `RuntimeError`; `executor_failed` when the handler failed.
   */
  post(endpoint: string, input?: RouteInput): Promise<RouteOutput>;
  /** As `post`, for generators: each document as it is ready. Leaving the loop cancels the call. */
  stream(endpoint: string, input?: RouteInput): AsyncIterable<JsonObject>;
}

export interface RouteInput {
  /** Documents. Default: none. */
  readonly data?: readonly JsonObject[];
  readonly parameters?: JsonObject;
}

export interface RouteOutput {
  readonly data: readonly JsonObject[];
  readonly parameters: Readonly<Record<string, JsonValue>>;
}

export interface RouteResponse {
  /** Default 200. */
  readonly status?: number;
  /** Default `content-type: application/json`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Text and bytes go out at once; parts as they come, no faster than the client reads. Default: an empty body. */
  readonly body?: string | Uint8Array | AsyncIterable<string | Uint8Array>;
}
