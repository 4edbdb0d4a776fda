import type { StandardSchemaV1 } from '@standard-schema/spec';

/** Any schema library that speaks Standard Schema; zod 4 is the one in the documentation. */
export type Schema = StandardSchemaV1<unknown, unknown>;

/** What an endpoint says of itself, beside its path. */
export interface EndpointOptions<
  In extends Schema | undefined = Schema | undefined,
  Out extends Schema | undefined = Schema | undefined,
  Params extends Schema | undefined = Schema | undefined,
> {
  /**
   * The endpoint changes state, so a call that may have begun is never repeated on another replica.
   * Default: true for `/index`, `/update` and `/delete`, else false.
   */
  readonly write?: boolean;
  /** Schema of each document that comes in. It validates, gives the handler its types, and is told in discovery and OpenAPI. */
  readonly input?: In;
  /** Schema of each document that goes out; a handler that returns something else has failed. */
  readonly output?: Out;
  /** Schema of `ctx.parameters`. */
  readonly parameters?: Params;
  /** The handler takes one document, not an array; it is called for each document in turn. Default: true for generators. */
  readonly single?: boolean;
  /** The handler makes a stream. Default: whether it is a generator function; needed only when another decorator hides that. */
  readonly stream?: boolean;
}

/** {@link EndpointOptions} with the paths in it: `@requests({ on: ['/x', '/y'], write: true })`. */
export interface EndpointOptionsWithPath<
  In extends Schema | undefined = Schema | undefined,
  Out extends Schema | undefined = Schema | undefined,
  Params extends Schema | undefined = Schema | undefined,
> extends EndpointOptions<In, Out, Params> {
  /** Endpoint or endpoints, each with a leading slash. Default `/default`: every endpoint that has no handler of its own. */
  readonly on?: string | readonly string[];
}

/** One row of a static `requests` table that says more than the method's name. */
export interface RequestsTableEntry extends EndpointOptions {
  readonly method: string;
}

/**
 * `static requests` of an Executor class, the form for plain JavaScript:
 * `{ '/index': 'segment', '/search': { method: 'search', parameters: schema } }`.
 */
export type RequestsTable = Readonly<Record<string, string | RequestsTableEntry>>;
