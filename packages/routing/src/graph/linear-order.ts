import { RuntimeError } from '@zedflow/core-protocol';
import { ENTRY, type GraphNode } from './graph-node.js';

/** A node with its needs written out. */
interface Resolved {
  readonly node: GraphNode;
  readonly needs: readonly string[];
}

/**
 * The nodes in the order in which a call visits them. Throws `flow_invalid` for a graph that can never be run and
 * `config_unsupported` for one that is not a line; both name the edge.
 */
export function orderLinearGraph(nodes: readonly GraphNode[]): readonly GraphNode[] {
  const resolved = resolveNeeds(nodes);
  assertNoCycle(resolved);
  return followLine(resolved);
}

function resolveNeeds(nodes: readonly GraphNode[]): Map<string, Resolved> {
  const resolved = new Map<string, Resolved>();
  let previous = ENTRY;
  for (const node of nodes) {
    if (node.name === ENTRY) throw invalid(`a node may not be named '${ENTRY}': that is the entry of the graph`, { node: node.name });
    if (resolved.has(node.name)) throw invalid(`two nodes have the name '${node.name}'`, { node: node.name });
    resolved.set(node.name, { node, needs: node.needs === undefined || node.needs.length === 0 ? [previous] : node.needs });
    previous = node.name;
  }
  for (const { node, needs } of resolved.values()) {
    for (const need of needs) {
      const edge = `${need} -> ${node.name}`;
      if (need === node.name) throw invalid(`node '${node.name}' needs itself (${edge})`, { edge });
      if (need !== ENTRY && !resolved.has(need)) {
        const known = [ENTRY, ...resolved.keys()].filter((name) => name !== node.name).join(', ');
        throw invalid(`node '${node.name}' needs '${need}' (${edge}), which does not exist; there are: ${known}`, { edge });
      }
    }
  }
  return resolved;
}

function assertNoCycle(resolved: ReadonlyMap<string, Resolved>): void {
  const done = new Set<string>([ENTRY]);
  // An own stack: a hostile graph must not be able to use up the engine's.
  for (const start of resolved.keys()) {
    const path: { name: string; next: number }[] = [{ name: start, next: 0 }];
    const onPath = new Set<string>([start]);
    while (path.length > 0) {
      const top = path[path.length - 1] as { name: string; next: number };
      const need = done.has(top.name) ? undefined : resolved.get(top.name)?.needs[top.next++];
      if (need === undefined) {
        done.add(top.name);
        onPath.delete(top.name);
        path.pop();
      } else if (onPath.has(need)) {
        const names = path.map(({ name }) => name);
        const circle = [need, ...names.slice(names.indexOf(need)).reverse()].join(' -> ');
        throw invalid(`the graph has a circle: ${circle}`, { edge: `${need} -> ${top.name}` });
      } else if (!done.has(need)) {
        path.push({ name: need, next: 0 });
        onPath.add(need);
      }
    }
  }
}

function followLine(resolved: ReadonlyMap<string, Resolved>): readonly GraphNode[] {
  const successors = new Map<string, GraphNode>();
  for (const { node, needs } of resolved.values()) {
    const [need = ENTRY] = needs;
    if (needs.length > 1)
      throw notLinear(
        `node '${node.name}' joins`,
        needs.map((name) => `${name} -> ${node.name}`),
      );
    const other = successors.get(need);
    if (other) throw notLinear(`'${need}' branches`, [`${need} -> ${other.name}`, `${need} -> ${node.name}`]);
    successors.set(need, node);
  }
  const order: GraphNode[] = [];
  for (let node = successors.get(ENTRY); node; node = successors.get(node.name)) order.push(node);
  return order;
}

function invalid(message: string, details: { readonly edge?: string; readonly node?: string }): RuntimeError {
  return new RuntimeError('flow_invalid', message, { details: { ...details } });
}

function notLinear(what: string, edges: readonly string[]): RuntimeError {
  const message = `${what} (${edges.join(', ')}): only linear graphs run in this version; let each node need the one before it`;
  return new RuntimeError('config_unsupported', message, { details: { edges: [...edges] } });
}
