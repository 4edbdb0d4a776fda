/** Functions that want to be told. One that throws hurts neither the others nor who tells. */
export class Listeners<Event = void> {
  readonly #listeners = new Set<(event: Event) => void>();
  readonly #onThrown: (thrown: unknown, event: Event) => void;

  /** @param onThrown gets what a listener throws, and the event. */
  constructor(onThrown: (thrown: unknown, event: Event) => void) {
    this.#onThrown = onThrown;
  }

  /** Returns the function that takes it away. The same function may be added twice and is then told twice. */
  add(listener: (event: Event) => void): () => void {
    const entry = (event: Event) => listener(event);
    this.#listeners.add(entry);
    return () => void this.#listeners.delete(entry);
  }

  tell(event: Event): void {
    // A copy: who is told may take itself away, or add others.
    for (const listener of [...this.#listeners]) {
      try {
        listener(event);
      } catch (thrown) {
        this.#onThrown(thrown, event);
      }
    }
  }

  clear(): void {
    this.#listeners.clear();
  }
}
