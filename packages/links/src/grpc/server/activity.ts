/** Something open on a connection that has to be told when the server drains. */
export interface OpenStream {
  /** Finishes what is in flight, then ends the stream. */
  drain(): void;
}

/** Counts what the server has under way, so that a stop can wait for it. */
export class Activity {
  readonly #streams = new Set<OpenStream>();
  #calls = 0;
  #isDraining = false;
  #onIdle: (() => void) | undefined;

  get isDraining(): boolean {
    return this.#isDraining;
  }

  beginCall(): void {
    this.#calls++;
  }

  endCall(): void {
    this.#calls--;
    this.#tellIdle();
  }

  openStream(stream: OpenStream): void {
    this.#streams.add(stream);
    if (this.#isDraining) stream.drain();
  }

  closeStream(stream: OpenStream): void {
    this.#streams.delete(stream);
    this.#tellIdle();
  }

  /** Takes no more calls; resolves when the last one is over. */
  drain(): Promise<void> {
    this.#isDraining = true;
    for (const stream of [...this.#streams]) stream.drain();
    return new Promise((resolve) => {
      this.#onIdle = resolve;
      this.#tellIdle();
    });
  }

  #tellIdle(): void {
    if (this.#isDraining && this.#calls === 0 && this.#streams.size === 0) this.#onIdle?.();
  }
}
