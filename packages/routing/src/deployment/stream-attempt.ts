import { type Message, RuntimeError } from '@zedflow/core-protocol';
import type { Replica } from '@zedflow/runtime-api';

/** One stream on one replica, which can be left even while the replica is silent. */
export class StreamAttempt {
  replica: Replica | undefined;
  iterator: AsyncIterator<Message> | undefined;
  readonly #request: Message;
  readonly #parent: AbortSignal;
  readonly #left = new AbortController();

  constructor(request: Message, parent: AbortSignal) {
    this.#request = request;
    this.#parent = parent;
  }

  /** Opens the stream at once and asks for its first item. */
  open(replica: Replica): Promise<IteratorResult<Message>> {
    this.replica = replica;
    const signal = AbortSignal.any([this.#parent, this.#left.signal]);
    this.iterator = replica.stream(this.#request, { signal })[Symbol.asyncIterator]();
    return this.iterator.next();
  }

  /** Tells the replica that nobody reads on. Nothing is awaited: a replica that hangs must not hold the caller. */
  leave(): void {
    this.#left.abort(new RuntimeError('cancelled', 'the reader of the stream left'));
    this.iterator?.return?.().then(undefined, () => {});
  }
}
