/** Time, so that tests can hold it. */
export interface Clock {
  /** Epoch milliseconds, with fraction. */
  now(): number;
  /** Runs `callback` once after `delayMs`; returns the function that calls it off. The timer keeps no process alive. */
  after(delayMs: number, callback: () => void): () => void;
}

/** The real time. */
export const SYSTEM_CLOCK: Clock = {
  now: () => performance.timeOrigin + performance.now(),
  after(delayMs, callback) {
    const timer = setTimeout(callback, delayMs);
    timer.unref();
    return () => clearTimeout(timer);
  },
};
