import { setTimeout as sleep } from 'node:timers/promises';
import { createClient } from '@zedflow/client';
import { RuntimeError } from '@zedflow/core-protocol';
import { connectGrpc } from '@zedflow/links/grpc';
import { EXIT_CODES, UsageError } from '../exit-codes.js';
import { parseCount } from '../flags/parse-count.js';
import type { ParsedCommand } from '../program.js';

const TARGETS = ['executor', 'flow', 'gateway'];

/** Milliseconds between tries. Source: Jina's `ping` waits 1 s after each round. */
const PAUSE_MS = 1_000;

/** `zedflow ping executor|flow|gateway ADDRESS`: asks some times, tells how long each answer took; 0 when one came. */
export async function pingCommand({ args, flags }: ParsedCommand): Promise<number> {
  const [target, address] = args as [string, string];
  const timeoutMs = parseCount('--timeout', flags['timeout']);
  const retries = parseCount('--retries', flags['retries']);
  if (!TARGETS.includes(target)) {
    if (!/^\d+$/.test(address))
      throw new UsageError(`ping what? Write ping ${TARGETS.join('|')} ADDRESS, or ping HOST PORT; got ${target} ${address}`);
    throw new RuntimeError(
      'config_unsupported',
      `ping ${target} ${address}: Peas of this version open no control port; ping the gRPC port instead: zedflow ping executor ${target}:${address}`,
    );
  }
  const asked = target === 'executor' ? pingExecutor : pingFlow;
  const timesMs: number[] = [];
  for (let round = 1; round <= retries; round++) {
    const startedAtMs = performance.now();
    const answered = await asked(address, timeoutMs);
    const tookMs = performance.now() - startedAtMs;
    if (answered) timesMs.push(tookMs);
    process.stdout.write(
      answered
        ? `${target} ${address} answered in ${tookMs.toFixed(1)} ms (${round}/${retries})\n`
        : `${target} ${address} gave no answer in ${Math.ceil(tookMs)} ms (${round}/${retries})\n`,
    );
    if (round < retries) await sleep(PAUSE_MS);
  }
  if (timesMs.length === 0) {
    process.stderr.write(`error [unavailable] no answer from ${target} ${address}: is it started, and is the address right?\n`);
    return EXIT_CODES.failed;
  }
  const averageMs = timesMs.reduce((sum, timeMs) => sum + timeMs, 0) / timesMs.length;
  const lost = retries - timesMs.length;
  process.stdout.write(`${lost === 0 ? '' : `${lost} of ${retries} got no answer; `}average ${averageMs.toFixed(1)} ms\n`);
  return EXIT_CODES.ok;
}

/** A dry run through all Executors. */
async function pingFlow(address: string, timeoutMs: number): Promise<boolean> {
  await using client = createClient({ host: address });
  return await client.isReady({ timeoutMs });
}

/** Connects and learns its endpoints, as a gateway does. */
async function pingExecutor(address: string, timeoutMs: number): Promise<boolean> {
  const link = connectGrpc(address, { timeoutCtrlMs: timeoutMs });
  try {
    if (link.isReady) return true;
    return await new Promise<boolean>((resolve) => {
      const timer = setTimeout(() => resolve(link.isReady), timeoutMs);
      link.subscribe(() => {
        if (!link.isReady) return;
        clearTimeout(timer);
        resolve(true);
      });
    });
  } finally {
    await link.close();
  }
}
