import { Client } from '@zedflow/client/internal';
import type { FlowDescription, Pea, Startable, StopOptions } from '@zedflow/runtime-api';
import type { FlowAddress } from '../flow-events.js';
import { CallGate } from '../post/call-gate.js';
import { InProcessTransport } from '../post/in-process-transport.js';
import type { FlowGraph } from './flow-graph.js';
import { stopPeas } from './start-peas.js';

export interface RunningFlowParts {
  readonly graph: FlowGraph;
  readonly gateway: Startable;
  readonly addresses: readonly FlowAddress[];
  readonly peas: readonly Pea[];
  /** Milliseconds for what is in flight when `stop` says nothing; negative = wait for all. */
  readonly graceMs: number;
  readonly onStopped: () => void;
}

// The longest delay of a timer: what "wait for all" means to a gateway, which takes a number.
const FOREVER_MS = 2 ** 31 - 1;

/** A Flow that is up. */
export class RunningFlow {
  readonly addresses: readonly FlowAddress[];
  readonly #parts: RunningFlowParts;
  readonly #gate: CallGate;
  #stopping: Promise<void> | undefined;

  constructor(parts: RunningFlowParts) {
    this.#parts = parts;
    this.#gate = new CallGate(parts.graph.service);
    this.addresses = parts.addresses;
  }

  describe(): FlowDescription {
    return this.#parts.graph.describe();
  }

  /** A client whose requests go straight into the graph. */
  createClient(): Client {
    return new Client(
      { protocol: 'grpc', host: 'in-process', port: 0, tls: undefined, headers: {}, docarray: 'v2', maxMessageBytes: -1 },
      new InProcessTransport(this.#gate),
    );
  }

  /** From the outside in: first nobody may come in, then what is inside ends, then the Executors do. `graceMs` 0 hurries a stop. */
  stop({ graceMs = this.#parts.graceMs }: StopOptions): Promise<void> {
    // Calls under way fail with the Executors that had them, and with them ends whoever waits for those calls.
    if (this.#stopping !== undefined && graceMs === 0) void stopPeas(this.#parts.peas, 0);
    this.#stopping ??= this.#stop(graceMs);
    return this.#stopping;
  }

  async #stop(graceMs: number): Promise<void> {
    const { graph, gateway, peas, onStopped } = this.#parts;
    const startedAtMs = performance.now();
    await Promise.all([this.#gate.drain(graceMs), gateway.stop({ graceMs: graceMs < 0 ? FOREVER_MS : graceMs })]);
    graph.close();
    await stopPeas(peas, graceMs < 0 ? graceMs : Math.max(0, graceMs - (performance.now() - startedAtMs)));
    onStopped();
  }
}
