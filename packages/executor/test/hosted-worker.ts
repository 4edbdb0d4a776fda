import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { type Document, decodeDocuments, encodeDocuments, type Message } from '@zedflow/core-protocol';
import type { EndpointDescription, ExecutorSource } from '@zedflow/runtime-api';

interface Ready {
  readonly description: { readonly executor: string; readonly endpoints: readonly EndpointDescription[] };
  readonly progress: readonly string[];
  readonly failure?: { readonly code: string; readonly message: string; readonly details: Record<string, unknown> };
}

/** An Executor in a real worker thread, as a Pea has it. */
export class HostedWorker {
  readonly #worker: Worker;
  readonly ready: Ready;

  private constructor(worker: Worker, ready: Ready) {
    this.#worker = worker;
    this.ready = ready;
  }

  static async start(source: ExecutorSource, workspace = '/nowhere'): Promise<HostedWorker> {
    const worker = new Worker(new URL('./fixtures/host-worker.mjs', import.meta.url), {
      workerData: { source, workspace },
      execArgv: ['--enable-source-maps'],
    });
    const [ready] = (await once(worker, 'message')) as [Ready];
    return new HostedWorker(worker, ready);
  }

  async ask(kind: 'call' | 'open', endpoint: string, docs: Document[] = []) {
    const request: Message = {
      envelope: { kind, sequence: 0, requestId: 'r', endpoint, contentType: 'jina/v2' },
      payloads: [encodeDocuments('jina/v2', docs)],
    };
    this.#worker.postMessage(request);
    const [{ answers, logged }] = (await once(this.#worker, 'message')) as [{ answers: Message[]; logged: string[] }];
    return {
      answers,
      logged,
      docs: answers.flatMap(({ envelope, payloads }) =>
        payloads[0] === undefined ? [] : decodeDocuments(envelope.contentType ?? 'jina/v2', payloads[0]),
      ),
    };
  }

  /** Lets the Executor close by itself; resolves when the thread has ended without force. */
  async close(): Promise<void> {
    const exit = once(this.#worker, 'exit');
    this.#worker.postMessage('close');
    await exit;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#worker.terminate();
  }
}
