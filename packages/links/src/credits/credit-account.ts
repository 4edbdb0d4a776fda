/** What a Pea has granted to one router, and how much of it is in use. An answer gives back what its call took. */
export class CreditAccount {
  #calls = 0;
  #bytes = 0;
  #usedCalls = 0;
  #usedBytes = 0;

  /** Widens what may be in flight. */
  grant(calls: number, bytes: number): void {
    this.#calls += calls;
    this.#bytes += bytes;
  }

  /** A message larger than all bytes granted is let through alone: otherwise it could never go. */
  canTake(bytes: number): boolean {
    if (this.#usedCalls >= this.#calls) return false;
    return this.#usedCalls === 0 || this.#usedBytes + bytes <= this.#bytes;
  }

  take(bytes: number): void {
    this.#usedCalls++;
    this.#usedBytes += bytes;
  }

  giveBack(bytes: number): void {
    this.#usedCalls--;
    this.#usedBytes -= bytes;
  }

  get usedCalls(): number {
    return this.#usedCalls;
  }

  /** For errors and logs. */
  get figures(): { calls: number; bytes: number; usedCalls: number; usedBytes: number } {
    return { calls: this.#calls, bytes: this.#bytes, usedCalls: this.#usedCalls, usedBytes: this.#usedBytes };
  }
}
