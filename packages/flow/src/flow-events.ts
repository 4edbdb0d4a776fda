import { type LifeCycleState, Listeners } from '@zedflow/runtime-api';

/** One Pea as a table shows it while a Flow starts. */
export interface PeaProgress {
  /** `encoder/rep-0`. */
  readonly name: string;
  readonly state: LifeCycleState;
  /** What it waits for: `importing`, `init 40 %`; empty when ready. */
  readonly waitingFor: string;
}

/** What happens to a Flow. `peas` holds all of its Peas, in the order of the Flow, whenever one of them changed. */
export type FlowEvent =
  | { readonly type: 'state'; readonly state: LifeCycleState }
  | { readonly type: 'progress'; readonly peas: readonly PeaProgress[] }
  /** One line that an Executor printed. */
  | { readonly type: 'output'; readonly pea: string; readonly stream: 'stdout' | 'stderr'; readonly line: string };

/** An open port of the gateway. */
export interface FlowAddress {
  readonly protocol: 'grpc' | 'http' | 'websocket';
  readonly host: string;
  readonly port: number;
  readonly tls: boolean;
  /** `http://127.0.0.1:8080`: what a client on this host dials. */
  readonly url: string;
}

/** Listeners for events; one that throws does not disturb the others or the Flow. */
export class FlowEvents {
  readonly #listeners = new Listeners<FlowEvent>((error) => {
    // Told once, as a rejection that nobody handles: the mistake is in the listener.
    queueMicrotask(() => {
      throw error;
    });
  });

  on(listener: (event: FlowEvent) => void): () => void {
    return this.#listeners.add(listener);
  }

  emit(event: FlowEvent): void {
    this.#listeners.tell(event);
  }
}
