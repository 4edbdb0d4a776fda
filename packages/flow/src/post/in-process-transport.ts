import type { SendOptions, Session, Transport } from '@zedflow/client/internal';
import { type Message, RuntimeError } from '@zedflow/core-protocol';
import type { CallService } from '@zedflow/runtime-api';

/** The client's requests go straight into the graph of this process: no socket, no protocol. */
export class InProcessTransport implements Transport, Session {
  readonly contentType = 'jina/v2';
  readonly #service: CallService;

  constructor(service: CallService) {
    this.#service = service;
  }

  open(): Session {
    return this;
  }

  send(request: Message, { signal }: SendOptions): Promise<Message> {
    return unlessAborted(signal, (inner) => this.#service.call(request, { signal: inner }));
  }

  async *streamDoc(request: Message, { signal }: SendOptions): AsyncGenerator<Message, void, void> {
    yield* this.#service.stream({ ...request, envelope: { ...request.envelope, kind: 'open' } }, { signal });
  }

  async isReady(): Promise<boolean> {
    return true;
  }

  async close(): Promise<void> {}
}

/** A caller that left gets its answer at once, also while a handler does not look at its signal. */
function unlessAborted<T>(signal: AbortSignal, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const leave = () => reject(RuntimeError.from(signal.reason ?? new RuntimeError('cancelled', 'the caller left'), 'cancelled'));
    if (signal.aborted) return leave();
    signal.addEventListener('abort', leave, { once: true });
    const end = () => signal.removeEventListener('abort', leave);
    work(signal).then(
      (value) => {
        end();
        resolve(value);
      },
      (error: unknown) => {
        end();
        reject(RuntimeError.from(error));
      },
    );
  });
}
