/** Addresses that are remembered at a time; beyond it all are forgotten, so that nobody can fill the memory. */
const MAX_ADDRESSES = 10_000;

/** Counts wrong keys by address, so that nobody can go on guessing. Keys that were right before stay welcome from there. */
export class WrongKeys {
  readonly #limit: number;
  readonly #windowMs: number;
  readonly #now: () => number;
  readonly #wrong = new Map<string, { count: number; readonly untilMs: number }>();
  readonly #right = new Set<string>();

  constructor(limit: number, windowMs: number, now: () => number) {
    this.#limit = limit;
    this.#windowMs = windowMs;
    this.#now = now;
  }

  /** Milliseconds until a key that is not known to be right there is looked at again; 0 = now. */
  waitMs(address: string): number {
    const wrong = this.#wrong.get(address);
    if (wrong === undefined || wrong.count < this.#limit) return 0;
    const waitMs = wrong.untilMs - this.#now();
    if (waitMs <= 0) this.#wrong.delete(address);
    return Math.max(0, waitMs);
  }

  wasRight(address: string, identity: string): boolean {
    return this.#right.has(`${address} ${identity}`);
  }

  onRight(address: string, identity: string): void {
    if (this.#right.size >= MAX_ADDRESSES) this.#right.clear();
    this.#right.add(`${address} ${identity}`);
  }

  onWrong(address: string): void {
    const nowMs = this.#now();
    const known = this.#wrong.get(address);
    if (known !== undefined && nowMs < known.untilMs) {
      known.count++;
      return;
    }
    if (this.#wrong.size >= MAX_ADDRESSES) this.#wrong.clear();
    this.#wrong.set(address, { count: 1, untilMs: nowMs + this.#windowMs });
  }
}
