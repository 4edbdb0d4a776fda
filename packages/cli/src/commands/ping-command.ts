import { setTimeout as sleep } from 'node:timers/promises';
import { EXIT_CODES, UsageError } from '../exit-codes.js';
import { parseCount } from '../flags/parse-count.js';
import { dialExecutor, dialFlow, dialPea, type PingTarget } from '../ping/ping-targets.js';
import type { ParsedCommand } from '../program.js';

/** Milliseconds between tries. Source: Jina's `ping` waits 1 s after each round. */
const PAUSE_MS = 1_000;

/**
 * `zedflow ping executor|flow|gateway ADDRESS` and `zedflow ping HOST PORT`: asks some times, tells how long each answer took;
 * 0 when one came.
 */
export async function pingCommand({ args, flags }: ParsedCommand): Promise<number> {
  const timeoutMs = parseCount('--timeout', flags['timeout']);
  const retries = parseCount('--retries', flags['retries']);
  const printsAnswers = flags['printResponse'] === true;
  const target = await dialTarget(args as [string, string], printsAnswers);
  const timesMs: number[] = [];
  try {
    for (let round = 1; round <= retries; round++) {
      const startedAtMs = performance.now();
      const answer = await target.ask(timeoutMs);
      const tookMs = performance.now() - startedAtMs;
      if (answer !== undefined) timesMs.push(tookMs);
      const outcome = answer === undefined ? `gave no answer in ${Math.ceil(tookMs)} ms` : `answered in ${tookMs.toFixed(1)} ms`;
      process.stdout.write(`${target.label} ${outcome} (${round}/${retries})\n`);
      if (printsAnswers && answer !== undefined) process.stdout.write(`${JSON.stringify(answer)}\n`);
      if (round < retries) await sleep(PAUSE_MS);
    }
  } finally {
    await target.close();
  }
  if (timesMs.length === 0) {
    process.stderr.write(`error [unavailable] no answer from ${target.label}: is it started, and is the address right?\n`);
    return EXIT_CODES.failed;
  }
  const averageMs = timesMs.reduce((sum, timeMs) => sum + timeMs, 0) / timesMs.length;
  const lost = retries - timesMs.length;
  process.stdout.write(`${lost === 0 ? '' : `${lost} of ${retries} got no answer; `}average ${averageMs.toFixed(1)} ms\n`);
  return EXIT_CODES.ok;
}

async function dialTarget([target, address]: [string, string], printsAnswers: boolean): Promise<PingTarget> {
  if (target === 'executor' || target === 'flow' || target === 'gateway') {
    if (printsAnswers) throw new UsageError(`--print-response works with ping HOST PORT only: ${target} ${address} answers without words`);
    return target === 'executor' ? dialExecutor(address) : dialFlow(target, address);
  }
  const port = Number(address);
  if (/^\d+$/.test(address) && port >= 1 && port <= 65_535) return dialPea(target, port);
  throw new UsageError(`ping what? Write ping executor|flow|gateway ADDRESS, or ping HOST PORT; got ${target} ${address}`);
}
