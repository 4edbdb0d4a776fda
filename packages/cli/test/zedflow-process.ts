import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const BIN = join(import.meta.dirname, '../../zedflow/bin/zedflow.js');
export const FIXTURES = join(import.meta.dirname, 'fixtures');

interface ZedflowProcessOptions {
  readonly input?: string;
  /** Whoever writes the input does not end it. */
  readonly keepsStdinOpen?: boolean;
  readonly env?: Record<string, string>;
  /** A file descriptor; else what it says is read. */
  readonly stdout?: number;
}

/** The `zedflow` command as a user starts it. */
export class ZedflowProcess {
  readonly child: ChildProcess;
  /** The exit code; 128 + n is Node's own number for a signal that nobody handled. */
  readonly exitCode: Promise<number | null>;
  stdout = '';
  stderr = '';

  constructor(args: readonly string[], options: ZedflowProcessOptions = {}) {
    this.child = spawn(process.execPath, [BIN, ...args], {
      cwd: FIXTURES,
      env: { ...process.env, NO_COLOR: '1', ...options.env },
      stdio: ['pipe', options.stdout ?? 'pipe', 'pipe'],
    });
    this.child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
      this.stdout += chunk;
    });
    this.child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
      this.stderr += chunk;
    });
    if (options.keepsStdinOpen) this.child.stdin?.write(options.input ?? '');
    else this.child.stdin?.end(options.input ?? '');
    this.exitCode = new Promise((resolve) => this.child.once('close', (code) => resolve(code)));
  }

  async waitFor(pattern: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      const match = pattern.exec(this.stdout + this.stderr);
      if (match !== null) return match;
      if (this.child.exitCode !== null) throw new Error(`it ended with ${this.child.exitCode}: ${this.stdout}${this.stderr}`);
      await sleep(20);
    }
  }
}

/** Runs the command to its end. */
export async function zedflow(args: readonly string[], options: ZedflowProcessOptions = {}) {
  const run = new ZedflowProcess(args, options);
  const exitCode = await run.exitCode;
  return { exitCode, stdout: run.stdout, stderr: run.stderr };
}
