import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { MessageChannel, Worker } from 'node:worker_threads';
import type { Message } from '@zedflow/core-protocol';
import { bindZed, connectInproc, type ZedBinding, type ZedBindOptions } from '@zedflow/links';
import type { Link } from '@zedflow/runtime-api';

/** Something to call, and how it ends. */
export interface EchoPair {
  readonly link: Link;
  /** Ends the Pea's side as a crash would. */
  kill(): Promise<void>;
  /** Ends both sides in order. */
  stop(): Promise<void>;
}

export interface EchoOptions {
  readonly credits?: { readonly calls: number; readonly bytes: number };
  readonly maxMessageBytes?: number;
}

export async function startInprocEcho(options: EchoOptions = {}): Promise<EchoPair> {
  const { port1, port2 } = new MessageChannel();
  const worker = new Worker(new URL('./fixtures/inproc-thread.mjs', import.meta.url), {
    workerData: { port: port2, ...options },
    transferList: [port2],
  });
  const link = connectInproc(port1, { name: 'echo/rep-0', ...options });
  await new Promise<void>((resolve) => link.subscribe(resolve));
  return {
    link,
    kill: async () => void (await worker.terminate()),
    async stop() {
      const exited = once(worker, 'exit');
      await link.close();
      await exited;
    },
  };
}

export interface ZedEcho extends EchoPair {
  readonly binding: ZedBinding;
  readonly child: ChildProcess;
}

export function forkZedChild(binding: ZedBinding, argument: object = {}): ChildProcess {
  const { dataAddress: data, controlAddress: control, token } = binding;
  return fork(new URL('./fixtures/zed-child.mjs', import.meta.url), [JSON.stringify({ data, control, token, ...argument })], {
    stdio: 'pipe',
  });
}

export async function startZedEcho(options: EchoOptions & Partial<ZedBindOptions> = {}): Promise<ZedEcho> {
  const { credits, ...bindOptions } = options;
  const binding = await bindZed({ name: 'echo/rep-0', ...bindOptions });
  const child = forkZedChild(binding, { credits, maxMessageBytes: options.maxMessageBytes });
  const exited = once(child, 'exit');
  const link = await binding.accept(AbortSignal.timeout(20_000));
  return {
    link,
    binding,
    child,
    async kill() {
      child.kill('SIGKILL');
      await exited;
    },
    async stop() {
      if (link.isReady) await binding.control.request('terminate');
      await exited;
      await binding.close();
    },
  };
}

export function callOf(
  endpoint = '/echo',
  envelope: Partial<Message['envelope']> = {},
  payload: Uint8Array = new Uint8Array([1, 2, 3]),
): Message {
  return { envelope: { kind: 'call', sequence: 0, requestId: 'r', endpoint, contentType: 'json', ...envelope }, payloads: [payload] };
}
