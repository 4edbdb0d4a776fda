import type { RuntimeError } from '@zedflow/core-protocol';

/** Something under way that a stop may have to end: a call, a stream of calls, a connection. */
export interface Ongoing {
  /** Ends it now, with an error for the caller where the protocol can tell one. */
  kill(error: RuntimeError): void;
  /** Finishes what is in flight, then ends by itself. Absent: it ends by itself anyway. */
  drain?(): void;
}

/** What a server has under way, so that a stop can wait for it, and end what does not finish. */
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
    if (this.#ongoing.size === 0) this.#onIdle?.();
  }

  /** Takes no more calls; resolves with whether everything was over within `graceMs`. */
  drain(graceMs: number): Promise<boolean> {
    this.#isDraining = true;
    for (const ongoing of [...this.#ongoing]) ongoing.drain?.();
    if (this.#ongoing.size === 0) return Promise.resolve(true);
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(false), graceMs);
      this.#onIdle = () => {
        clearTimeout(timer);
        resolve(true);
      };
    });
  }

  /** Ends all that is left. Cutting gRPC's connections instead would tell callers CANCELLED, which Python ones wait on for ever. */
  kill(error: RuntimeError): void {
    for (const ongoing of [...this.#ongoing]) ongoing.kill(error);
  }
}
