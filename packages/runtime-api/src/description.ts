import { DEFAULT_ENDPOINT, type JsonObject, type ProtocolVersion } from '@zedflow/core-protocol';

/** A schema as discovery tells it: the model's name and its JSON Schema. */
export interface SchemaDescription {
  readonly name: string;
  readonly schema: JsonObject;
}

/** One endpoint of an Executor, as the Pea's hello and Jina's discovery tell it, in the terms of Jina 3.34. */
export interface EndpointDescription {
  /** `/index`, `/default`, ... */
  readonly name: string;
  /** The endpoint changes state: a call that may have started is never repeated elsewhere. */
  readonly write: boolean;
  /** A generator endpoint: one document in, many out. */
  readonly stream: boolean;
  /** The handler takes one document, not an array. */
  readonly singleDocument: boolean;
  readonly input?: SchemaDescription;
  readonly output?: SchemaDescription;
  readonly parameters?: SchemaDescription;
}

/** The endpoint that answers calls to `name`: the one of that name, else `/default`, else none (Jina 3.34). */
export function answeringEndpoint(endpoints: readonly EndpointDescription[], name: string): EndpointDescription | undefined {
  let fallback: EndpointDescription | undefined;
  for (const endpoint of endpoints) {
    if (endpoint.name === name) return endpoint;
    if (endpoint.name === DEFAULT_ENDPOINT) fallback = endpoint;
  }
  return fallback;
}

/** What a Pea says of itself when it connects. */
export interface PeaDescription {
  /** `encoder/rep-0`. */
  readonly pea: string;
  /** Class name of the Executor. */
  readonly executor: string;
  readonly endpoints: readonly EndpointDescription[];
  /** Protocol versions that it reads: every minor of each major in the range. */
  readonly protocol: { readonly min: ProtocolVersion; readonly max: ProtocolVersion };
  readonly pid: number;
  /** `versions` of the peer: zedflow, node, platform. */
  readonly versions: Readonly<Record<string, string>>;
}

/** What a gateway tells of its Flow. */
export interface FlowDescription {
  readonly name: string;
  readonly nodes: readonly NodeDescription[];
}

/** One Deployment of a Flow. */
export interface NodeDescription {
  readonly name: string;
  readonly executor: string;
  readonly endpoints: readonly EndpointDescription[];
}
