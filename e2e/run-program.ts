import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** What a program did. */
export interface ProgramResult {
  /** 128 + the signal's number when a signal ended it; 127 when it could not be started. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface ProgramOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Written to the program's standard input, which then ends. */
  readonly input?: string;
  /** Milliseconds after which the program is killed. Default 60,000. */
  readonly timeoutMs?: number;
}

const SIGNAL_NUMBERS: Readonly<Record<string, number>> = { SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGTERM: 15 };

/** Runs a program to its end. */
export async function runProgram(command: string, args: readonly string[], options: ProgramOptions = {}): Promise<ProgramResult> {
  const program = startProgram(command, args, options);
  const timer = setTimeout(() => program.child.kill('SIGKILL'), options.timeoutMs ?? 60_000);
  program.child.stdin?.end(options.input ?? '');
  try {
    return await program.ended;
  } finally {
    clearTimeout(timer);
  }
}

/** A program that is under way. */
export interface RunningProgram {
  readonly child: ChildProcess;
  readonly ended: Promise<ProgramResult>;
  /** What it has printed so far, both streams. */
  output(): string;
  /** Resolves with the first match in what the program prints; rejects when it ends or `timeoutMs` (30,000) passes before. */
  waitFor(pattern: RegExp, timeoutMs?: number): Promise<RegExpExecArray>;
}

/** Starts a program; whoever starts it ends it. */
export function startProgram(command: string, args: readonly string[], { cwd, env = {} }: ProgramOptions = {}): RunningProgram {
  const child = spawn(command, args, { ...(cwd === undefined ? {} : { cwd }), env: { ...userEnvironment(), ...env }, stdio: 'pipe' });
  const text = { stdout: '', stderr: '' };
  const listeners = new Set<() => void>();
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (chunk: string) => {
      text[name] += chunk;
      for (const listener of listeners) listener();
    });
  }
  // A program that does not read its input may be gone before it is written.
  child.stdin.on('error', () => {});
  const ended = new Promise<ProgramResult>((resolve) => {
    child.on('error', (error) => resolve({ code: 127, stdout: '', stderr: error.message }));
    child.on('close', (code, signal) => resolve({ code: code ?? 128 + (SIGNAL_NUMBERS[signal ?? ''] ?? 0), ...text }));
  });
  const output = () => text.stdout + text.stderr;
  return {
    child,
    ended,
    output,
    waitFor: (pattern, timeoutMs = 30_000) =>
      new Promise((resolve, reject) => {
        const settle = (action: () => void) => {
          clearTimeout(timer);
          listeners.delete(look);
          action();
        };
        const fail = (why: string) =>
          settle(() => reject(new Error(`${command} ${args.join(' ')}: ${why} before ${pattern}\n${output()}`)));
        const look = () => {
          const match = pattern.exec(output());
          if (match !== null) settle(() => resolve(match));
        };
        const timer = setTimeout(() => fail(`${timeoutMs} ms passed`), timeoutMs);
        listeners.add(look);
        void ended.then(() => fail('ended'));
        look();
      }),
  };
}

/** npm hands its settings down to what it runs, such as those of this checkout's .npmrc: a user has none of them. */
function userEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(npm_|INIT_CWD$|NODE_ENV$|VITEST|TEST$)/.test(name)));
}

/** Whether a process with this id exists (a zombie does not count). */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  return stateOf(pid) !== 'Z';
}

function stateOf(pid: number): string | undefined {
  try {
    return /^\d+ \(.*\) (\S)/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1];
  } catch {
    return undefined;
  }
}

/** Ids of all processes below `pid`, children of children too (Linux). */
export function descendantsOf(pid: number): number[] {
  const children = new Map<number, number[]>();
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    const parent = parentOf(Number(entry));
    if (parent !== undefined) children.set(parent, [...(children.get(parent) ?? []), Number(entry)]);
  }
  const found: number[] = [];
  const queue = [pid];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    found.push(...(children.get(next) ?? []));
    queue.push(...(children.get(next) ?? []));
  }
  return found;
}

function parentOf(pid: number): number | undefined {
  try {
    return Number(/^\d+ \(.*\) \S (\d+)/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1]);
  } catch {
    return undefined;
  }
}
