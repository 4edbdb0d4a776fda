import type { ExecutorOptions, Flow, FlowOptions } from '@zedflow/flow';

/**
 * Starts a real Flow for a test: Executors in threads of this process (`runtimeBackend: 'PROCESS'` for processes) behind a gateway on
 * a free port of the loopback interface. `options` win over these defaults.
 *
 * @throws RuntimeError as `Flow.start` does; nothing is left running then.
 * @example
 * ```ts
 * await using flow = await startTestFlow([{ uses: './upper.ts#Upper' }], { baseFolder: import.meta.dirname });
 * const docs = await flow.post('/upper', [{ text: 'hello' }]);
 * ```
 */
export async function startTestFlow(executors: readonly ExecutorOptions[], options: FlowOptions = {}): Promise<Flow> {
  // On demand: whoever tests an Executor alone needs no gateway.
  const { Flow } = await import('@zedflow/flow');
  const flow = new Flow({ runtimeBackend: 'THREAD', host: '127.0.0.1', port: 0, ...options });
  for (const executor of executors) flow.add(executor);
  return flow.start();
}
