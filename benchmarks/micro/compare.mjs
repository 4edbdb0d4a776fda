/** Times small pieces of work in turn, so that all see the same machine, and prints a row for each. */
import { median } from '../measure/median.mjs';

const WARM_UP_MS = 300;
const RUN_MS = 120;
/** The quick look takes fewer. */
const ROUNDS = Number(process.env.BENCH_PAIRS ?? 9);

/**
 * `works`: by name, a function (it may return a promise) that does `perRun` pieces of work. The first one is what the others are
 * compared with: `ratio` is the median over the rounds.
 */
export async function compare(benchmark, piece, perRun, works) {
  const names = Object.keys(works);
  for (const name of names) await timeOf(works[name], WARM_UP_MS);
  const rounds = [];
  for (let round = 0; round < ROUNDS; round++) {
    const times = {};
    for (const name of round % 2 === 0 ? names : [...names].reverse()) times[name] = (await timeOf(works[name], RUN_MS)) / perRun;
    rounds.push(times);
  }
  for (const name of names) {
    const row = {
      benchmark,
      piece,
      work: name,
      microseconds: round(median(rounds.map((times) => times[name])) * 1000),
      ratio: round(median(rounds.map((times) => times[name] / times[names[0]]))),
    };
    console.log(JSON.stringify(row));
  }
}

/** Milliseconds of one run. */
async function timeOf(work, durationMs) {
  const start = performance.now();
  let runs = 0;
  let now = start;
  while (now - start < durationMs) {
    await work();
    runs++;
    now = performance.now();
  }
  return (now - start) / runs;
}

function round(value) {
  return Number(value.toFixed(2));
}
