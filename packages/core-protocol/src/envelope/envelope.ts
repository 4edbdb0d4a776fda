import type { ContentType } from '../content-type.js';
import type { EncodedError } from '../errors/encoded-error.js';
import type { JsonObject } from '../json-value.js';

/** The version of the envelope that this code writes. Readers take every minor of the same major. */
export const PROTOCOL_VERSION: ProtocolVersion = { major: 1, minor: 0 };

/** Major.minor of the envelope. A new major may break; a new minor only adds fields and kinds, which older readers skip. */
export interface ProtocolVersion {
  readonly major: number;
  readonly minor: number;
}

/**
 * What a message is.
 *
 * - `call`: a request that wants one `reply`; `open`: a request that wants a stream of `item` and one `end`.
 * - `reply`, `item`, `end`: answers; `reply`, `item` and `end` may carry a `status` with code ERROR, which is the *handler's* error.
 * - `error`: the call failed outside the handler (dead Pea, deadline, full queue): `error` says how.
 * - `cancel`: the caller left; the handler's signal fires.
 * - `credit`: the Pea grants `credit` calls and bytes. `hello`: who the Pea is (`body`). `heartbeat`: lease.
 * - `control`: a command on the control channel (`endpoint` = status, drain, terminate, ...; arguments and answer in `body`).
 */
export const MESSAGE_KINDS = [
  'call',
  'open',
  'reply',
  'item',
  'end',
  'error',
  'cancel',
  'credit',
  'hello',
  'heartbeat',
  'control',
] as const;

/** One of {@link MESSAGE_KINDS}; or `unknown`, a kind of a newer minor, which a reader drops and nobody can write. */
export type MessageKind = (typeof MESSAGE_KINDS)[number] | 'unknown';

/** Jina's `StatusProto`: the outcome of a handler. */
export interface Status {
  readonly code: 'SUCCESS' | 'ERROR';
  /** For an error: `Name('message', 3)`. */
  readonly description?: string;
  readonly exception?: {
    readonly name: string;
    readonly args: readonly string[];
    readonly stacks: readonly string[];
    /** Class name of the Executor; empty when no Executor threw. */
    readonly executor: string;
  };
}

/** Jina's `RouteProto`: one node that the call visited. Times are epoch milliseconds (with fraction). */
export interface Route {
  readonly executor: string;
  readonly startMs?: number;
  readonly endMs?: number;
  readonly status?: Status;
}

/** The small part of a message that routers read. Documents are in the payload frames beside it. */
export interface Envelope {
  readonly kind: MessageKind;
  /** Pairs a request with its answers on one link; chosen by the link, unsigned 32 bit, never seen by users. Default 0. */
  readonly sequence: number;
  /** Identity of the call for users and logs; kept through all hops. */
  readonly requestId: string;
  /** Jina's `exec_endpoint`, such as `/index`. */
  readonly endpoint: string;
  /** Jina's `target_executor`: a pattern of node names. */
  readonly targetExecutor?: string;
  readonly parameters?: JsonObject;
  /** Epoch milliseconds after which nobody waits for the answer. */
  readonly deadlineMs?: number;
  /** Milliseconds left when the message was written: the deadline on hops between hosts, whose clocks differ. */
  readonly remainingMs?: number;
  /** W3C trace context. */
  readonly traceparent?: string;
  /** What the caller sent beside the request (HTTP headers, gRPC metadata), names in lower case. */
  readonly headers?: Readonly<Record<string, string>>;
  /** How the payloads are written. Absent when there are none. */
  readonly contentType?: ContentType;
  /** What the caller can read, best first. Empty = the form that the request came in. */
  readonly accept?: readonly ContentType[];
  /** Nodes still to visit. Written by nobody yet: every hop goes through the router. */
  readonly remainingRoute?: readonly string[];
  readonly routes?: readonly Route[];
  readonly status?: Status;
  readonly error?: EncodedError;
  /** Credits that the Pea grants (kind `credit`), in calls and payload bytes, beyond what it granted before. */
  readonly credit?: { readonly calls: number; readonly bytes: number };
  /** Plain JSON of `hello` and `control`. */
  readonly body?: JsonObject;
  /** Names of the parts that were joined (`docsMap`); payload i belongs to part i. Absent for one unnamed part. */
  readonly parts?: readonly string[];
}

/** An envelope and its payload frames: what links carry and routers forward. */
export interface Message {
  readonly envelope: Envelope;
  readonly payloads: readonly Uint8Array[];
}

/** An envelope while it is made. */
export type EnvelopeDraft = { -readonly [Member in keyof Envelope]: Envelope[Member] };
