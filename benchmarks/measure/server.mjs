/** A server under test in a process of its own: it prints `READY {"http":8080,...}` (ports) and ends on SIGTERM. */
import { spawn } from 'node:child_process';

const START_TIMEOUT_MS = 30_000;
const STOP_TIMEOUT_MS = 10_000;

/** Starts `node program ...args` (or another `command`); resolves with `{ pid, ports, startMs, stop() }`. `stop` resolves with the milliseconds it took. */
export function startServer(program, args, { command = process.execPath, startTimeoutMs = START_TIMEOUT_MS } = {}) {
  const begin = performance.now();
  const child = spawn(command, [program, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = new Promise((resolve) => child.once('exit', resolve));
  const stop = async () => {
    const stopBegin = performance.now();
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
    await exited;
    clearTimeout(timer);
    return performance.now() - stopBegin;
  };
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => fail(`is not ready after ${startTimeoutMs} ms`), startTimeoutMs);
    const fail = (why) => {
      clearTimeout(timer);
      child.kill('SIGKILL');
      reject(new Error(`${program} ${args.join(' ')} ${why}`));
    };
    let output = '';
    const onEarlyExit = (code) => fail(`ended with code ${code} before it was ready`);
    child.once('exit', onEarlyExit);
    child.stdout.setEncoding('utf8').on('data', (chunk) => {
      output += chunk;
      const ready = /^READY (.*)$/m.exec(output)?.[1];
      if (ready === undefined) return;
      clearTimeout(timer);
      child.off('exit', onEarlyExit);
      resolve({ pid: child.pid, ports: JSON.parse(ready), startMs: performance.now() - begin, stop });
    });
  });
}
