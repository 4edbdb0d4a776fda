import type { Logger, PeaEvent } from '@zedflow/runtime-api';

/** Listeners of one Pea. A listener that throws is logged and hurts nobody else. */
export class PeaEvents {
  readonly #listeners = new Set<(event: PeaEvent) => void>();
  readonly #logger: Logger;

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  on(listener: (event: PeaEvent) => void): () => void {
    // A wrapper per call: the same function may be added twice and taken away once.
    const entry = (event: PeaEvent) => listener(event);
    this.#listeners.add(entry);
    return () => this.#listeners.delete(entry);
  }

  emit(event: PeaEvent): void {
    for (const listener of this.#listeners) {
      try {
        listener(event);
      } catch (err) {
        this.#logger.error('listener of a pea failed', { event: event.type, err });
      }
    }
  }
}
