import { Listeners, type Logger, type PeaEvent } from '@zedflow/runtime-api';

/** Listeners of one Pea. A listener that throws is logged and hurts nobody else. */
export class PeaEvents {
  readonly #listeners: Listeners<PeaEvent>;

  constructor(logger: Logger) {
    this.#listeners = new Listeners((err, event) => logger.error('listener of a pea failed', { event: event.type, err }));
  }

  on(listener: (event: PeaEvent) => void): () => void {
    return this.#listeners.add(listener);
  }

  emit(event: PeaEvent): void {
    this.#listeners.tell(event);
  }
}
