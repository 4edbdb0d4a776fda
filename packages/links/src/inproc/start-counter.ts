/** The sequence of the last call that the Pea began, in memory that both threads see: the router knows exactly what a dead thread had not begun. */
export class StartCounter {
  readonly buffer: SharedArrayBuffer;
  readonly #cell: Int32Array;

  constructor(buffer: SharedArrayBuffer = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)) {
    this.buffer = buffer;
    this.#cell = new Int32Array(buffer);
  }

  set(sequence: number): void {
    Atomics.store(this.#cell, 0, sequence | 0);
  }

  /** Calls begin in the order of their sequences. Right for any two less than 2^31 apart. */
  hasReached(sequence: number): boolean {
    return ((Atomics.load(this.#cell, 0) - sequence) | 0) >= 0;
  }
}
