import { DRY_RUN_ENDPOINT } from '@zedflow/core-protocol';
import { answeringEndpoint } from '@zedflow/runtime-api';
import type { GraphNode } from './graph-node.js';

/** Whether the node is called for this endpoint: it has it, or `/default`, or has not said yet what it has. */
export function serves(node: GraphNode, endpoint: string): boolean {
  const description = node.describe();
  if (!description || endpoint === DRY_RUN_ENDPOINT) return true;
  return answeringEndpoint(description.endpoints, endpoint) !== undefined;
}

/** Whether the node answers this endpoint (or `/default` in its place) with a generator. */
export function streams(node: GraphNode, endpoint: string): boolean {
  const description = node.describe();
  return description !== undefined && answeringEndpoint(description.endpoints, endpoint)?.stream === true;
}

/** Which nodes a call visits, by index; the others are skipped. */
export function planVisits(nodes: readonly GraphNode[], endpoint: string, matches: ((name: string) => boolean) | undefined): boolean[] {
  return nodes.map((node) => (matches === undefined || matches(node.name)) && serves(node, endpoint));
}
