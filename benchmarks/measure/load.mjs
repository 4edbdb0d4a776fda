import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { cpuSeconds } from './process-tree.mjs';

const GENERATOR = fileURLToPath(new URL('../load/generator.mjs', import.meta.url));

/**
 * Puts load on the server and resolves with requests per second, and per second of CPU of the server's process tree ("per core").
 * `bound` says what limits the row: the server, the generator, or waiting (neither is busy).
 */
export function measureLoad(server, { protocol, inFlight, bytes, seconds, warmUpSeconds, path, isDated }) {
  const port = server.ports[protocol.split('-')[0]];
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => generator.kill('SIGKILL'), seconds * 1000 + 20_000);
    const generator = fork(GENERATOR, [JSON.stringify({ protocol, port, inFlight, bytes, seconds, warmUpSeconds, path, isDated })]);
    let cpuBefore = 0;
    generator.on('exit', (code, signal) => {
      clearTimeout(timer);
      // After a result this changes nothing.
      reject(new Error(`the generator for ${protocol} ended with ${signal ?? code}`));
    });
    generator.on('message', (message) => {
      if (message === 'begin') {
        cpuBefore = cpuSeconds(server.pid);
        return;
      }
      const serverCpuSeconds = cpuSeconds(server.pid) - cpuBefore;
      const { requests, failed, elapsedSeconds, p50Ms, p99Ms } = message;
      const generatorCores = message.cpuSeconds / elapsedSeconds;
      const serverCores = serverCpuSeconds / elapsedSeconds;
      resolve({
        perSecond: requests / elapsedSeconds,
        perCore: requests / serverCpuSeconds,
        failed,
        p50Ms,
        p99Ms,
        serverCores,
        generatorCores,
        bound: serverCores > 0.8 ? 'server' : generatorCores > 0.8 ? 'generator' : 'waiting',
      });
    });
  });
}
