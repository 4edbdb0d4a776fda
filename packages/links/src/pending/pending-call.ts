import { type Message, RuntimeError } from '@zedflow/core-protocol';
import { PendingEntry } from './pending-entry.js';

/** A `call` that waits for its `reply`. */
export class PendingCall extends PendingEntry {
  #resolve!: (message: Message) => void;
  #reject!: (error: RuntimeError) => void;

  /** Connects the entry with the promise that its caller awaits. */
  settleWith(resolve: (message: Message) => void, reject: (error: RuntimeError) => void): void {
    this.#resolve = resolve;
    this.#reject = reject;
  }

  accept(message: Message): boolean {
    this.unlisten();
    if (message.envelope.kind === 'reply') this.#resolve(message);
    else this.#reject(new RuntimeError('protocol_malformed', `A call was answered with a message of kind ${message.envelope.kind}.`));
    return true;
  }

  fail(error: RuntimeError): void {
    this.unlisten();
    this.#reject(error);
  }
}
