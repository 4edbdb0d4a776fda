import { type Message, RuntimeError } from '@zedflow/core-protocol';
import type { CallOptions, CallService } from '@zedflow/runtime-api';

/** Counts the calls that this process itself has under way, so that a Flow that stops can wait for them. */
export class CallGate implements CallService {
  readonly #service: CallService;
  #inFlight = 0;
  #isClosed = false;
  #onEmpty: (() => void) | undefined;

  constructor(service: CallService) {
    this.#service = service;
  }

  async call(request: Message, options?: CallOptions): Promise<Message> {
    this.#enter();
    try {
      return await this.#service.call(request, options);
    } finally {
      this.#leave();
    }
  }

  async *stream(request: Message, options?: CallOptions): AsyncGenerator<Message, void, void> {
    this.#enter();
    try {
      yield* this.#service.stream(request, options);
    } finally {
      this.#leave();
    }
  }

  /** Takes no new call; resolves when the last one is over, or after `graceMs` (negative = wait for all). */
  async drain(graceMs: number): Promise<void> {
    this.#isClosed = true;
    if (this.#inFlight === 0) return;
    await new Promise<void>((resolve) => {
      const timer = graceMs < 0 ? undefined : setTimeout(resolve, graceMs).unref();
      this.#onEmpty = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  #enter(): void {
    if (this.#isClosed)
      throw new RuntimeError('runtime_draining', 'the Flow is stopping and takes no new call', { details: { started: false } });
    this.#inFlight++;
  }

  #leave(): void {
    if (--this.#inFlight === 0) this.#onEmpty?.();
  }
}
