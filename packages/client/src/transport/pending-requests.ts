import { type Message, RuntimeError } from '@zedflow/core-protocol';

/** Requests that wait for their answer on one connection, by request id. */
export class PendingRequests {
  readonly #waiting = new Map<string, { resolve(reply: Message): void; reject(error: RuntimeError): void }>();
  readonly #onDeserted: (() => void) | undefined;
  #wasAbandoned = false;

  /** `onDeserted` is called when nothing is waited for any more, but the server may still work on what its caller has left. */
  constructor(onDeserted?: () => void) {
    this.#onDeserted = onDeserted;
  }

  /** Whether the server may still be working on something that is waited for, or was until its caller left. */
  get isUnfinished(): boolean {
    return this.#waiting.size > 0 || this.#wasAbandoned;
  }

  /** Waits for the answer to `requestId`; `signal` ends the wait with `cancelled` or `deadline_exceeded`. */
  add(requestId: string, signal: AbortSignal): Promise<Message> {
    return new Promise((resolve, reject) => {
      const leave = () => {
        this.#wasAbandoned ||= this.#waiting.delete(requestId);
        reject(RuntimeError.from(signal.reason, 'cancelled'));
        this.#checkDeserted();
      };
      if (signal.aborted) return leave();
      signal.addEventListener('abort', leave, { once: true });
      this.#waiting.set(requestId, {
        resolve: (reply) => {
          signal.removeEventListener('abort', leave);
          resolve(reply);
        },
        reject: (error) => {
          signal.removeEventListener('abort', leave);
          reject(error);
        },
      });
    });
  }

  /** Hands the answer over; an id that nobody waits for is dropped. */
  resolve(reply: Message): void {
    const waiting = this.#waiting.get(reply.envelope.requestId);
    this.#waiting.delete(reply.envelope.requestId);
    waiting?.resolve(reply);
    if (this.#wasAbandoned) this.#checkDeserted();
  }

  /** The connection is gone: everything that waits fails with the same error. */
  rejectAll(error: RuntimeError): void {
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { reject } of waiting) reject(error);
  }

  #checkDeserted(): void {
    if (this.#wasAbandoned && this.#waiting.size === 0) this.#onDeserted?.();
  }
}
