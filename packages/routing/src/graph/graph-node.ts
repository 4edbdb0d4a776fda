import type { CallService, EndpointDescription } from '@zedflow/runtime-api';

/** The entry of every graph, as a `needs` may name it. */
export const ENTRY = 'gateway';

/** One node of a graph: a Deployment's router, or any other CallService. */
export interface GraphNode {
  readonly name: string;
  /** Names of the nodes whose answers it gets; `gateway` is the entry. Default: the node before it in the list (Jina 3.34). */
  readonly needs?: readonly string[] | undefined;
  readonly service: CallService;
  /** What the node serves. While that is not known the node is asked for every endpoint. */
  describe(): { readonly endpoints: readonly EndpointDescription[] } | undefined;
}
