/** What is measured. Each suite yields rows of plain data. */

import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { preparePython, startJina } from './against/python-jina.mjs';
import { measureLoad } from './measure/load.mjs';
import { median } from './measure/median.mjs';
import { pssMb } from './measure/process-tree.mjs';
import { startServer } from './measure/server.mjs';

const HERE = import.meta.dirname;
const FLOW = join(HERE, 'flows/serve.mjs');
const SLICE = join(HERE, 'floors/slice.mjs');
const LINKS = ['inproc', 'zed', 'grpc'];
const MICRO = ['deadlines', 'graph-hops', 'batches'];

/** Each link against its raw transport in the same run. */
export async function* links({ isQuick }) {
  const programs = readdirSync(join(HERE, 'links'));
  for (const link of LINKS.filter((name) => programs.includes(`${name}.mjs`))) yield* rowsOf(`links/${link}.mjs`, isQuick);
}

/** Small pieces of the way of a call, without any transport. */
export async function* micro({ isQuick }) {
  for (const program of MICRO) yield* rowsOf(`micro/${program}.mjs`, isQuick);
}

/** The rows that a program of its own prints. */
async function* rowsOf(program, isQuick) {
  const child = spawn(process.execPath, [join(HERE, program)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: isQuick ? { ...process.env, BENCH_PAIRS: '3' } : process.env,
  });
  const exited = new Promise((resolve) => child.once('exit', resolve));
  for await (const line of createInterface({ input: child.stdout })) if (line.startsWith('{')) yield JSON.parse(line);
  const code = await exited;
  if (code !== 0) throw new Error(`benchmarks/${program} ended with code ${code}`);
}

/** Echo Flows over every protocol, in turn with the bare slice. */
export async function* flows(options) {
  for (const backend of options.backends) {
    for (const executors of options.executorCounts) {
      const args = [backend, String(executors)];
      const zedflow = await startServer(FLOW, args);
      const slice = await startServer(SLICE, args);
      try {
        for (const load of loads(options)) yield await compareFlow({ backend, executors, ...load }, zedflow, slice, options);
      } finally {
        await Promise.all([zedflow.stop(), slice.stop()]);
      }
    }
  }
}

/** How many large documents are in flight changes little, and takes long. */
const LARGE_BYTES = 100_000;

function* loads({ protocols, sizes, inFlights, largeInFlights, callers }) {
  for (const bytes of sizes) {
    const isLarge = bytes > LARGE_BYTES;
    for (const protocol of protocols) {
      for (const inFlight of isLarge ? (largeInFlights ?? inFlights) : inFlights) {
        for (const kind of callers ?? callersOf(isLarge, inFlight)) yield { protocol, bytes, inFlight, callers: kind };
      }
    }
  }
}

/** Headers and a deadline cost the same at every size and number: one row of each protocol shows them. */
function callersOf(isLarge, inFlight) {
  return !isLarge && inFlight === 16 ? ['plain', 'dated'] : ['plain'];
}

async function compareFlow(row, zedflow, slice, { seconds, rounds }) {
  const [ours, floor] = await inTurn([zedflow, slice], { ...row, seconds }, rounds);
  const figure = (results, key) => median(results.map((result) => result[key]));
  const ratioToSlice = median(ours.map((result, index) => result.perCore / floor[index].perCore));
  return {
    benchmark: 'flows',
    ...row,
    perSecond: figure(ours, 'perSecond'),
    perCore: figure(ours, 'perCore'),
    p50Ms: figure(ours, 'p50Ms'),
    p99Ms: figure(ours, 'p99Ms'),
    failed: ours.reduce((sum, result) => sum + result.failed, 0),
    bound: ours.at(-1).bound,
    generatorCores: figure(ours, 'generatorCores'),
    slicePerCore: figure(floor, 'perCore'),
    sliceP50Ms: figure(floor, 'p50Ms'),
    ratioToSlice,
  };
}

/** Documents that Python Jina reads: one each of 200 B, few and many in flight. */
const JINA_LOADS = { sizes: [200], inFlights: [16, 100] };

/** Echo Flows in turn with the real Python Jina; nothing when this machine has none. */
export async function* jina(options) {
  let python;
  try {
    const found = preparePython(options.python);
    ({ python } = found);
    console.log(`Python jina and docarray: ${found.version}`);
  } catch (error) {
    console.log(`Python Jina is skipped: ${error.message}`);
    return;
  }
  for (const executors of options.executorCounts) {
    const theirs = await startJina(python, executors);
    try {
      for (const backend of options.backends) {
        const ours = await startServer(FLOW, [backend, String(executors)]);
        try {
          for (const load of loads({ ...options, ...JINA_LOADS })) {
            yield await compareJina({ backend, executors, ...load }, ours, theirs, options);
          }
        } finally {
          await ours.stop();
        }
      }
    } finally {
      await theirs.stop();
    }
  }
}

async function compareJina(row, zedflow, python, { seconds, rounds }) {
  // The route of an endpoint: Python Jina has no `/post` with docarray v2.
  const load = { ...row, seconds, path: '/echo' };
  const [ours, theirs] = await inTurn([zedflow, python], load, rounds);
  return {
    benchmark: 'jina',
    ...row,
    perCore: median(ours.map((result) => result.perCore)),
    p50Ms: median(ours.map((result) => result.p50Ms)),
    jinaPerCore: median(theirs.map((result) => result.perCore)),
    jinaP50Ms: median(theirs.map((result) => result.p50Ms)),
    failed: [...ours, ...theirs].reduce((sum, result) => sum + result.failed, 0),
    bound: ours.at(-1).bound,
    timesJina: median(ours.map((result, index) => result.perCore / theirs[index].perCore)),
  };
}

/** Load on both servers, in turn, and the first one in turn too: the machine's moods hit both alike. */
async function inTurn(servers, load, rounds) {
  const results = servers.map(() => []);
  for (let round = 0; round < rounds; round++) {
    const order = round % 2 === 0 ? [0, 1] : [1, 0];
    // Compilers need the longer time only once.
    const warmUpSeconds = round === 0 ? 0.6 : 0.2;
    for (const index of order)
      results[index].push(await measureLoad(servers[index], { ...load, isDated: load.callers === 'dated', warmUpSeconds }));
  }
  return results;
}

/** Start, memory and stop of a Flow in a process of its own. */
export async function* life(options) {
  for (const backend of options.backends) {
    for (const executors of options.executorCounts) {
      const rounds = [];
      for (let round = 0; round < options.rounds; round++) rounds.push(await liveOnce(backend, executors));
      const figure = (key) => median(rounds.map((result) => result[key]));
      yield { benchmark: 'life', backend, executors, startMs: figure('startMs'), firstAnswerMs: figure('firstAnswerMs'), pssMb: figure('pssMb'), stopMs: figure('stopMs') }; // biome-ignore format: one row
    }
  }
}

async function liveOnce(backend, executors) {
  const server = await startServer(FLOW, [backend, String(executors)]);
  const begin = performance.now();
  const body = JSON.stringify({ data: [{ text: 'first' }], execEndpoint: '/echo' });
  const response = await fetch(`http://127.0.0.1:${server.ports.http}/post`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
  if (!response.ok) throw new Error(`the Flow answered ${response.status}: ${await response.text()}`);
  await response.arrayBuffer();
  const firstAnswerMs = server.startMs + performance.now() - begin;
  const memory = pssMb(server.pid);
  return { startMs: server.startMs, firstAnswerMs, pssMb: memory, stopMs: await server.stop() };
}
