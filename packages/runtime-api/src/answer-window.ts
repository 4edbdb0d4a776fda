/** Calls that a connection may begin before its first answer tells how large answers are. */
const FIRST_CALLS = 128;

/** Answers that the mean is taken over. */
const MEAN_OVER = 16;

/**
 * How many calls of one connection may be in flight, so that their answers fit into a budget when the client does not read them.
 *
 * Begins with 128 calls, as the size of an answer is not known before it is there. Every answer widens the window by one call,
 * which doubles it with each round, up to `maxCalls`; it is never wider than `budgetBytes` by the mean size of the last answers,
 * and never narrower than one call.
 */
export class AnswerWindow {
  readonly #maxCalls: number;
  readonly #budgetBytes: number;
  #calls: number;
  #answers = 0;
  #meanBytes = 0;

  constructor(maxCalls: number, budgetBytes: number) {
    this.#maxCalls = maxCalls;
    this.#budgetBytes = budgetBytes;
    this.#calls = Math.min(maxCalls, FIRST_CALLS);
  }

  /** Calls that may be in flight now. */
  get calls(): number {
    return this.#calls;
  }

  /** Tells the size of an answer that is ready. */
  onAnswer(bytes: number): void {
    if (this.#answers < MEAN_OVER) this.#answers++;
    this.#meanBytes += (bytes - this.#meanBytes) / this.#answers;
    // A mean below one byte would only widen what `maxCalls` bounds anyway.
    const fitting = Math.floor(this.#budgetBytes / Math.max(1, this.#meanBytes));
    this.#calls = Math.max(1, Math.min(this.#calls + 1, this.#maxCalls, fitting));
  }

  /** Whether no further call may begin while `calls` are in flight and `unsentBytes` of answers wait for the client. */
  isFull(calls: number, unsentBytes: number): boolean {
    return calls >= this.#calls || unsentBytes >= this.#budgetBytes;
  }
}
