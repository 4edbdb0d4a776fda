import type { GraphNode } from './graph-node.js';

const DEFAULT_ENDPOINT = '/default';

/** Reserved endpoint of readiness checks: every node is asked, and none answers it with `/default` (Jina 3.34). */
const DRY_RUN_ENDPOINT = '_jina_dry_run_';

/** Whether the node is called for this endpoint: it has it, or `/default`, or has not said yet what it has. */
export function serves(node: GraphNode, endpoint: string): boolean {
  const description = node.describe();
  if (!description || endpoint === DRY_RUN_ENDPOINT) return true;
  for (const { name } of description.endpoints) if (name === endpoint || name === DEFAULT_ENDPOINT) return true;
  return false;
}

/** Whether the node answers this endpoint (or `/default` in its place) with a generator. */
export function streams(node: GraphNode, endpoint: string): boolean {
  const endpoints = node.describe()?.endpoints;
  const bound = endpoints?.find(({ name }) => name === endpoint) ?? endpoints?.find(({ name }) => name === DEFAULT_ENDPOINT);
  return bound?.stream ?? false;
}

/** Which nodes a call visits, by index; the others are skipped. */
export function planVisits(nodes: readonly GraphNode[], endpoint: string, matches: ((name: string) => boolean) | undefined): boolean[] {
  return nodes.map((node) => (matches === undefined || matches(node.name)) && serves(node, endpoint));
}
