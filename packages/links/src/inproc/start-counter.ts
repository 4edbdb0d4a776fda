/** How many calls the Pea has begun, in memory that both threads see: so the router knows exactly which a dead thread had not begun. */
export class StartCounter {
  readonly buffer: SharedArrayBuffer;
  readonly #cell: Int32Array;

  constructor(buffer: SharedArrayBuffer = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)) {
    this.buffer = buffer;
    this.#cell = new Int32Array(buffer);
  }

  set(ordinal: number): void {
    Atomics.store(this.#cell, 0, ordinal | 0);
  }

  /** Right for any two ordinals less than 2^31 apart. */
  hasReached(ordinal: number): boolean {
    return ordinal !== 0 && ((Atomics.load(this.#cell, 0) - ordinal) | 0) >= 0;
  }
}
