/** Child programs of the root scripts: run from the checkout's root, end with it, never outlive it. */
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout's folder. */
export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');

/** A program of `node_modules/.bin`. */
export const bin = (name) => join(ROOT, 'node_modules', '.bin', name);

const FORWARDED = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Runs `command` and resolves with `{ code, output }`. A program that a signal ended has code 128 + the signal's number.
 * `quiet` keeps the output in `output` instead of showing it. Signals that this process gets go to the program.
 */
export function runCommand(command, args, { env = {}, cwd = ROOT, quiet = false } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: quiet ? ['ignore', 'pipe', 'pipe'] : 'inherit' });
    const forward = (signal) => child.kill(signal);
    // A terminal sends Ctrl-C to the whole process group, so the child has SIGINT already: here it is only kept from ending us first.
    const handlers = new Map(FORWARDED.map((signal) => [signal, signal === 'SIGINT' && process.stdin.isTTY ? () => {} : forward]));
    for (const [signal, handler] of handlers) process.on(signal, handler);
    const stopListening = () => {
      for (const [signal, handler] of handlers) process.off(signal, handler);
    };
    const chunks = [];
    child.stdout?.on('data', (chunk) => chunks.push(chunk));
    child.stderr?.on('data', (chunk) => chunks.push(chunk));
    child.on('error', (error) => {
      stopListening();
      reject(error);
    });
    child.on('close', (code, signal) => {
      stopListening();
      resolve({ code: code ?? 128 + (SIGNAL_NUMBERS[signal] ?? 0), output: Buffer.concat(chunks).toString('utf8') });
    });
  });
}

const SIGNAL_NUMBERS = { SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGTERM: 15 };
