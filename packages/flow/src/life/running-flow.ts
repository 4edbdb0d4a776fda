import { Client } from '@zedflow/client/internal';
import type { CallService, FlowDescription, Pea, Startable, StopOptions } from '@zedflow/runtime-api';
import type { FlowAddress } from '../flow-events.js';
import { CallGate } from '../post/call-gate.js';
import { InProcessTransport } from '../post/in-process-transport.js';
import { stopPeas } from './start-peas.js';

export interface RunningFlowParts {
  readonly service: CallService;
  readonly gateway: Startable;
  readonly addresses: readonly FlowAddress[];
  readonly peas: readonly Pea[];
  readonly describe: () => FlowDescription;
  readonly closeRouters: () => void;
  /** Milliseconds for what is in flight when `stop` says nothing; negative = wait for all. */
  readonly graceMs: number;
  readonly onStopped: () => void;
}

/** A Flow that is up. */
export class RunningFlow {
  readonly addresses: readonly FlowAddress[];
  readonly describe: () => FlowDescription;
  readonly #parts: RunningFlowParts;
  readonly #gate: CallGate;
  #stopping: Promise<void> | undefined;

  constructor(parts: RunningFlowParts) {
    this.#parts = parts;
    this.#gate = new CallGate(parts.service);
    this.addresses = parts.addresses;
    this.describe = parts.describe;
  }

  /** A client whose requests go straight into the graph. */
  createClient(): Client {
    return new Client(
      { protocol: 'grpc', host: 'in-process', port: 0, tls: undefined, headers: {}, docarray: 'v2', maxMessageBytes: -1 },
      new InProcessTransport(this.#gate),
    );
  }

  /** From the outside in: first nobody may come in, then what is inside ends, then the Executors do. */
  stop({ graceMs = this.#parts.graceMs }: StopOptions): Promise<void> {
    if (this.#stopping !== undefined && graceMs === 0) void stopPeas(this.#parts.peas, 0);
    this.#stopping ??= this.#stop(graceMs);
    return this.#stopping;
  }

  async #stop(graceMs: number): Promise<void> {
    const { gateway, peas, closeRouters, onStopped } = this.#parts;
    const startedAtMs = performance.now();
    await Promise.all([this.#gate.drain(graceMs), gateway.stop(graceMs < 0 ? {} : { graceMs })]);
    closeRouters();
    await stopPeas(peas, graceMs < 0 ? graceMs : Math.max(0, graceMs - (performance.now() - startedAtMs)));
    onStopped();
  }
}
