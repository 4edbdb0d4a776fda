import { RuntimeError } from '@zedflow/core-protocol';
import type { CompiledGraph, GraphStep } from './compile-graph.js';
import { ENTRY } from './graph-node.js';

/** What this version runs. Throws `config_unsupported`, naming the edges, for a graph that branches or joins. */
export function assertLine({ steps }: CompiledGraph): void {
  const nameOf = (slot: number): string => steps[slot - 1]?.node.name ?? ENTRY;
  const followers = new Map<number, GraphStep>();
  for (const step of steps) {
    const { name } = step.node;
    if (step.needs.length > 1) {
      throw notLinear(
        `node '${name}' joins`,
        step.needs.map((need) => `${nameOf(need)} -> ${name}`),
      );
    }
    for (const need of step.needs) {
      const other = followers.get(need);
      if (other !== undefined) {
        throw notLinear(`'${nameOf(need)}' branches`, [`${nameOf(need)} -> ${other.node.name}`, `${nameOf(need)} -> ${name}`]);
      }
      followers.set(need, step);
    }
  }
}

function notLinear(what: string, edges: readonly string[]): RuntimeError {
  const message = `${what} (${edges.join(', ')}): only linear graphs run in this version; let each node need the one before it`;
  return new RuntimeError('config_unsupported', message, { details: { edges: [...edges] } });
}
