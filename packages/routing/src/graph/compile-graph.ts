import { type Route, RuntimeError } from '@zedflow/core-protocol';
import { ENTRY, type GraphNode } from './graph-node.js';

/** Where the documents of the call itself stand; those that a step hands on stand at the step's own slot. */
export const ENTRY_SLOT = 0;

/** One node of a compiled graph. */
export interface GraphStep {
  readonly node: GraphNode;
  readonly slot: number;
  /** Slots of what it needs. */
  readonly needs: readonly number[];
  /** Slots of the steps that need it. */
  readonly feeds: readonly number[];
  /** The route that names the node: one object for all calls, so that envelopes stay alike. */
  readonly route: readonly Route[];
}

/** A graph in the form in which calls go through it. */
export interface CompiledGraph {
  /** Each after all that it needs; the step of slot n is at n - 1. */
  readonly steps: readonly GraphStep[];
  /** The slot whose documents the caller gets: the last step's, or the entry's when there is none. */
  readonly exit: number;
}

/** A node with its needs written out. */
interface Resolved {
  readonly node: GraphNode;
  readonly needs: readonly string[];
}

/** Puts the nodes in order. Throws `flow_invalid` for a graph that can never be run, naming the edge. */
export function compileGraph(nodes: readonly GraphNode[]): CompiledGraph {
  const resolved = resolveNeeds(nodes);
  const order = orderByNeeds(resolved);
  const slots = new Map([[ENTRY, ENTRY_SLOT], ...order.map((name, index) => [name, index + 1] as const)]);
  const feeds: number[][] = [[], ...order.map(() => [])];
  const steps = order.map((name, index): GraphStep => {
    const { node, needs } = resolved.get(name) as Resolved;
    const slot = index + 1;
    const needed = needs.map((need) => slots.get(need) as number);
    for (const need of needed) feeds[need]?.push(slot);
    return { node, slot, needs: needed, feeds: feeds[slot] as number[], route: Object.freeze([{ executor: name }]) };
  });
  return { steps, exit: steps.length };
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

/** Names in an order in which each node comes after those that it needs, else as they are listed. Throws for a circle. */
function orderByNeeds(resolved: ReadonlyMap<string, Resolved>): string[] {
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
  done.delete(ENTRY);
  return [...done];
}

function invalid(message: string, details: { readonly edge?: string; readonly node?: string }): RuntimeError {
  return new RuntimeError('flow_invalid', message, { details: { ...details } });
}
