import { type Route, RuntimeError } from '@zedflow/core-protocol';

/** Where the time of one request went, all in milliseconds. */
export interface Profile {
  /** From sending to the answer, as the client saw it. */
  readonly roundtripMs: number;
  /** Client to server and back. */
  readonly networkMs: number;
  /** From arrival at the gateway to its answer. */
  readonly gatewayMs: number;
  /** Of the gateway's time, what was not spent in an Executor. */
  readonly routingMs: number;
  /** Each visited node. */
  readonly executors: Readonly<Record<string, number>>;
}

/** Reads the route times of an answer. Source: Jina 3.34, `routes[0]` is the gateway. */
export function profileOf(routes: readonly Route[], roundtripMs: number): Profile {
  const [gateway, ...nodes] = routes;
  const gatewayMs = gateway === undefined ? undefined : durationMs(gateway);
  if (gatewayMs === undefined) {
    throw new RuntimeError('protocol_malformed', 'the answer has no gateway route with times: the server cannot be profiled');
  }
  const executors: Record<string, number> = {};
  for (const node of nodes) {
    const nodeMs = durationMs(node);
    if (nodeMs !== undefined) executors[node.executor] = nodeMs;
  }
  const executorsMs = Object.values(executors).reduce((sum, nodeMs) => sum + nodeMs, 0);
  return { roundtripMs, networkMs: roundtripMs - gatewayMs, gatewayMs, routingMs: gatewayMs - executorsMs, executors };
}

/** Undefined for a node that was skipped: it has no end. */
function durationMs({ startMs, endMs }: Route): number | undefined {
  return startMs === undefined || endMs === undefined ? undefined : endMs - startMs;
}
