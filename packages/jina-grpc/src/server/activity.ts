import type { RuntimeError } from '@zedflow/core-protocol';

/** Something under way that a stop may have to end. */
export interface Ongoing {
  /** Ends it now, with an error for the caller. */
  kill(error: RuntimeError): void;
  /** Finishes what is in flight, then ends by itself. Absent: it ends by itself anyway. */
  drain?(): void;
}

/** What the server has under way, so that a stop can wait for it, and end what does not finish. */
export class Activity {
  readonly #ongoing = new Set<Ongoing>();
  #isDraining = false;
  #onIdle: (() => void) | undefined;

  get isDraining(): boolean {
    return this.#isDraining;
  }

  begin(ongoing: Ongoing): void {
    this.#ongoing.add(ongoing);
    if (this.#isDraining) ongoing.drain?.();
  }

  end(ongoing: Ongoing): void {
    this.#ongoing.delete(ongoing);
    this.#tellIdle();
  }

  /** Takes no more calls; resolves when the last one is over. */
  drain(): Promise<void> {
    this.#isDraining = true;
    for (const ongoing of [...this.#ongoing]) ongoing.drain?.();
    return new Promise((resolve) => {
      this.#onIdle = resolve;
      this.#tellIdle();
    });
  }

  /** Ends all that is left. Closing its connections instead would tell callers CANCELLED, which Python ones wait on for ever. */
  kill(error: RuntimeError): void {
    for (const ongoing of [...this.#ongoing]) ongoing.kill(error);
  }

  #tellIdle(): void {
    if (this.#isDraining && this.#ongoing.size === 0) this.#onIdle?.();
  }
}
