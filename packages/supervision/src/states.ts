import { type LifeCycleState, type Logger, NEXT_STATES } from '@zedflow/runtime-api';
import type { PeaEvents } from './pea-events.js';

/** The state of one Pea. The only place that changes it: each change is one debug line and one event. */
export class PeaStates {
  #state: LifeCycleState = 'idle';
  #waitingFor = '';
  readonly #events: PeaEvents;
  readonly #logger: Logger;

  constructor(events: PeaEvents, logger: Logger) {
    this.#events = events;
    this.#logger = logger;
  }

  get state(): LifeCycleState {
    return this.#state;
  }

  get waitingFor(): string {
    return this.#waitingFor;
  }

  change(next: LifeCycleState): void {
    if (!NEXT_STATES[this.#state].includes(next)) throw new TypeError(`a Pea cannot go from ${this.#state} to ${next}`);
    const from = this.#state;
    this.#state = next;
    if (next !== 'starting') this.#waitingFor = '';
    this.#logger.debug('pea changed its state', { from, to: next });
    this.#events.emit({ type: 'state', state: next });
  }

  /** Says what a starting Pea waits for. */
  waitFor(what: string): void {
    if (this.#waitingFor === what) return;
    this.#waitingFor = what;
    this.#events.emit({ type: 'waiting', what });
  }
}
