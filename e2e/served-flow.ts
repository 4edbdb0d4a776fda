import { join } from 'node:path';
import { type RunningProgram, startProgram } from './run-program.js';

/** A Flow that runs in a process of its own. */
export interface ServedFlow {
  readonly program: RunningProgram;
  readonly pid: number;
  /** Port of each protocol: `grpc`, `http`, `websocket`. */
  readonly ports: Readonly<Record<string, number>>;
  /** SIGTERM, then the exit code. */
  stop(): Promise<number>;
}

/** `uses` of the Executor that most tests need. */
export const ECHO = join(import.meta.dirname, 'fixtures/echo-executor.mjs#Echo');

/** Starts `fixtures/serve-flow.mjs` with these options and Executors. */
export async function serveFlow(options: Record<string, unknown>, executors: readonly Record<string, unknown>[]): Promise<ServedFlow> {
  const args = [join(import.meta.dirname, 'fixtures/serve-flow.mjs'), JSON.stringify(options), JSON.stringify(executors)];
  const program = startProgram(process.execPath, args);
  const [, json] = await program.waitFor(/^READY (.*)$/m);
  const { addresses } = JSON.parse(json as string) as { addresses: { protocol: string; port: number }[] };
  return {
    program,
    pid: program.child.pid as number,
    ports: Object.fromEntries(addresses.map(({ protocol, port }) => [protocol, port])),
    async stop() {
      program.child.kill('SIGTERM');
      return (await program.ended).code;
    },
  };
}
