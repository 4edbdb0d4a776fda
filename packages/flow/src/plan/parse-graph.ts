import { RuntimeError } from '@zedflow/core-protocol';
import type { OptionPlace } from '@zedflow/runtime-api';

/** One node of a graph description. */
export interface GraphNodePlan {
  readonly name: string;
  /** Names of the nodes before it; `gateway` for the first. */
  readonly needs: readonly string[];
  /** `grpc://host:port` of each replica. */
  readonly addresses: readonly string[];
}

const START = 'start-gateway';
const END = 'end-gateway';

/**
 * Nodes of `graph_description` (node to its successors) with their `deployments_addresses`, each as an object or its JSON.
 * Source: Jina 3.34 gateway arguments.
 */
export function parseGraph(graph: unknown, addresses: unknown, place: OptionPlace): GraphNodePlan[] {
  const edges = parseMap(graph, 'graph_description', place);
  const dialled = parseMap(addresses, 'deployments_addresses', place);
  const needs = new Map<string, string[]>();
  for (const [node, successors] of Object.entries(edges)) {
    if (!Array.isArray(successors) || successors.some((successor) => typeof successor !== 'string')) {
      throw invalid('graph_description', place, `the successors of ${node} must be a list of names`);
    }
    for (const successor of successors as string[]) {
      if (successor !== END) needs.set(successor, [...(needs.get(successor) ?? []), node === START ? 'gateway' : node]);
    }
  }
  if (needs.size === 0) {
    const example = '{"start-gateway": ["encoder"], "encoder": ["end-gateway"]}';
    throw invalid('graph_description', place, `no node follows ${START}; write it as ${example}`);
  }
  return [...needs].map(([name, before]) => ({ name, needs: before, addresses: addressesOf(name, dialled[name], place) }));
}

function addressesOf(name: string, value: unknown, place: OptionPlace): string[] {
  // Jina also writes { "GRPC": [...] } for an Executor that speaks several protocols.
  const list = typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>)['GRPC'] : value;
  if (!Array.isArray(list) || list.length === 0 || list.some((address) => typeof address !== 'string')) {
    throw invalid('deployments_addresses', place, `${name} needs a list of addresses such as "grpc://localhost:5000"`);
  }
  for (const address of list as string[]) {
    const scheme = /^([a-z]+):\/\//.exec(address)?.[1];
    if (scheme !== undefined && scheme !== 'grpc') {
      throw new RuntimeError('config_unsupported', `${place('deployments_addresses')}: ${address}: only grpc:// works in this version`, {
        details: { option: 'deployments_addresses', address },
      });
    }
  }
  return list as string[];
}

function parseMap(value: unknown, option: string, place: OptionPlace): Record<string, unknown> {
  let parsed = value;
  if (typeof value === 'string') {
    try {
      parsed = JSON.parse(value);
    } catch {
      throw invalid(option, place, `expected JSON, got ${JSON.stringify(value.slice(0, 80))}`);
    }
  }
  if (typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)) return parsed as Record<string, unknown>;
  throw invalid(option, place, 'expected an object');
}

function invalid(option: string, place: OptionPlace, message: string): RuntimeError {
  return new RuntimeError('config_invalid', `${place(option)}: \`${option}\`: ${message}`, { details: { option } });
}
