import { decodeError, type JsonObject, type Message, RuntimeError } from '@zedflow/core-protocol';
import type { Clock } from '@zedflow/runtime-api';
import type { Channel } from '../contract/channel.js';
import { Outbox } from '../outbox/outbox.js';
import { bareOutgoing } from '../outbox/outgoing.js';

/** Options of one control request. */
export interface ControlRequestOptions {
  /** Milliseconds for the answer. Default 5,000. */
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

/** Commands to a Pea's main thread: never behind data, answered also while its Executor blocks. */
export interface ZedControl {
  /**
   * Sends `command` (`status`, `drain`, `terminate`, `set_log_level`, ...) and resolves with the Pea's answer.
   * Rejects with the Pea's error, `deadline_exceeded`, `cancelled`, or what ended the link.
   */
  request(command: string, body?: JsonObject, options?: ControlRequestOptions): Promise<JsonObject>;
}

interface Waiting {
  readonly resolve: (body: JsonObject) => void;
  readonly reject: (error: RuntimeError) => void;
}

/** The router's end of the control channel. */
export class ControlRequests implements ZedControl {
  readonly #name: string;
  readonly #clock: Clock;
  readonly #outbox: Outbox;
  readonly #waiting = new Map<number, Waiting>();
  #lastSequence = 0;
  #over: RuntimeError | undefined;

  constructor(name: string, clock: Clock, write: Channel['write']) {
    this.#name = name;
    this.#clock = clock;
    this.#outbox = new Outbox(write, (error) => this.fail(error));
  }

  request(command: string, body: JsonObject = {}, options: ControlRequestOptions = {}): Promise<JsonObject> {
    const { timeoutMs = 5_000, signal } = options;
    if (this.#over !== undefined) return Promise.reject(this.#over);
    if (signal?.aborted)
      return Promise.reject(new RuntimeError('cancelled', `The command ${command} was called off.`, { cause: signal.reason }));
    const sequence = ++this.#lastSequence;
    return new Promise((resolve, reject) => {
      const settle = (): void => {
        this.#waiting.delete(sequence);
        stopTimer();
        signal?.removeEventListener('abort', onAbort);
      };
      const onAbort = (): void => {
        settle();
        reject(new RuntimeError('cancelled', `The command ${command} was called off.`, { cause: signal?.reason }));
      };
      const stopTimer = this.#clock.after(timeoutMs, () => {
        settle();
        const details = { replica: this.#name, command, timeoutMs };
        reject(
          new RuntimeError('deadline_exceeded', `${this.#name} did not answer the command ${command} within ${timeoutMs} ms.`, { details }),
        );
      });
      signal?.addEventListener('abort', onAbort);
      this.#waiting.set(sequence, {
        resolve: (answer) => {
          settle();
          resolve(answer);
        },
        reject: (error) => {
          settle();
          reject(error);
        },
      });
      this.#outbox.push(bareOutgoing({ kind: 'control', sequence, requestId: '', endpoint: command, body }));
    });
  }

  receive({ envelope }: Message): void {
    const waiting = this.#waiting.get(envelope.sequence);
    if (waiting === undefined) return;
    if (envelope.kind === 'error' && envelope.error !== undefined) waiting.reject(decodeError(envelope.error));
    else waiting.resolve(envelope.body ?? {});
  }

  refuse(sequence: number, error: RuntimeError): void {
    this.#waiting.get(sequence)?.reject(error);
  }

  fail(error: RuntimeError): void {
    if (this.#over !== undefined) return;
    this.#over = error;
    this.#outbox.close();
    for (const waiting of [...this.#waiting.values()]) waiting.reject(error);
  }
}
