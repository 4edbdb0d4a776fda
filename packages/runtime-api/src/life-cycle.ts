/**
 * Where something that runs is in its life.
 *
 * - `idle`: made, not started. - `starting`: on its way. - `ready`: takes calls.
 * - `draining`: takes no new call, finishes what it has. - `stopped`: over, on purpose. - `failed`: over, with an error.
 */
export type LifeCycleState = 'idle' | 'starting' | 'ready' | 'draining' | 'stopped' | 'failed';

/** The states that may follow each state. */
export const NEXT_STATES: Readonly<Record<LifeCycleState, readonly LifeCycleState[]>> = {
  idle: ['starting', 'stopped'],
  starting: ['ready', 'draining', 'failed', 'stopped'],
  ready: ['draining', 'starting', 'failed', 'stopped'],
  draining: ['stopped', 'failed'],
  stopped: ['starting'],
  failed: ['starting', 'stopped'],
};

/** Options of {@link Startable.stop}. */
export interface StopOptions {
  /** Milliseconds for what is in flight; after that it is ended by force. Default: as the object's own option says. */
  readonly graceMs?: number;
}

/** Everything that is started and stopped. */
export interface Startable extends AsyncDisposable {
  readonly state: LifeCycleState;
  /** Resolves when ready; rejects with a `RuntimeError` and leaves nothing running. */
  start(options?: { readonly signal?: AbortSignal }): Promise<void>;
  /** Idempotent; never throws for "already stopped". */
  stop(options?: StopOptions): Promise<void>;
}
