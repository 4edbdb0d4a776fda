import { type Message, RuntimeError } from '@zedflow/core-protocol';
import { type AbortListener, LazyAbort, type Replica } from '@zedflow/runtime-api';
import type { LimitedAttempt } from './limited-attempt.js';

/** One stream on one replica, which can be left even while the replica is silent. The options of its own call. */
export class StreamAttempt extends LazyAbort implements AbortListener {
  replica: Replica | undefined;
  iterator: AsyncIterator<Message> | undefined;
  readonly #request: Message;
  readonly #whole: LimitedAttempt;

  /** @param whole the stream with all its attempts. */
  constructor(request: Message, whole: LimitedAttempt) {
    super();
    this.#request = request;
    this.#whole = whole;
    whole.listen(this);
  }

  /** Opens the stream at once and asks for its first item. */
  open(replica: Replica): Promise<IteratorResult<Message>> {
    this.replica = replica;
    this.iterator = replica.stream(this.#request, this)[Symbol.asyncIterator]();
    return this.iterator.next();
  }

  /** The whole stream is over. */
  handleEvent(): void {
    this.abort(this.#whole.signal.reason);
  }

  /** Tells the replica that nobody reads on. Nothing is awaited: a replica that hangs must not hold the caller. */
  leave(): void {
    this.#whole.unlisten(this);
    this.abort(new RuntimeError('cancelled', 'the reader of the stream left'));
    this.iterator?.return?.().then(undefined, () => {});
  }
}
