/** `npm run bench`: prints tables, and writes the same figures as JSON. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, release, totalmem } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { HELP, parseBenchOptions } from './bench-options.mjs';
import { table, title } from './report.mjs';
import { flows, jina, life, links, micro } from './suites.mjs';

const SUITES = { micro, links, flows, life, jina };

const COLUMNS = {
  micro: [
    ['piece', 'piece'],
    ['work', 'work'],
    ['us', 'microseconds'],
    ['x first', 'ratio'],
  ],
  links: [
    ['link', ({ link, kind }) => (kind === undefined ? link : `${link} ${kind}`)],
    ['bytes', 'bytes'],
    ['in flight', 'inFlight'],
    ['calls/s', 'ours'],
    ['raw/s', 'raw'],
    ['ratio', 'ratio'],
  ],
  flows: [
    ['backend', 'backend'],
    ['executors', 'executors'],
    ['protocol', 'protocol'],
    ['bytes', 'bytes'],
    ['in flight', 'inFlight'],
    ['callers', 'callers'],
    ['req/s', 'perSecond'],
    ['req/s/core', 'perCore'],
    ['p50 ms', 'p50Ms'],
    ['p99 ms', 'p99Ms'],
    ['failed', 'failed'],
    ['slice/core', 'slicePerCore'],
    ['of slice', 'ratioToSlice'],
    ['bound by', 'bound'],
  ],
  jina: [
    ['backend', 'backend'],
    ['executors', 'executors'],
    ['protocol', 'protocol'],
    ['in flight', 'inFlight'],
    ['callers', 'callers'],
    ['req/s/core', 'perCore'],
    ['p50 ms', 'p50Ms'],
    ['Jina/core', 'jinaPerCore'],
    ['Jina p50 ms', 'jinaP50Ms'],
    ['failed', 'failed'],
    ['x Jina', 'timesJina'],
    ['bound by', 'bound'],
  ],
  life: [
    ['backend', 'backend'],
    ['executors', 'executors'],
    ['start ms', 'startMs'],
    ['first answer ms', 'firstAnswerMs'],
    ['PSS MB', 'pssMb'],
    ['stop ms', 'stopMs'],
  ],
};

const TITLES = {
  micro: 'Pieces of the way of a call, without any transport (microseconds each; ratio to the first of its piece)',
  links: 'Links against their raw transports',
  flows: 'Flows against the bare slice',
  jina: 'Flows against Python Jina 3.34 in the same run (one document of 200 B; requests per second of CPU of the whole process tree)',
  life: 'Start, memory of the whole process tree, stop',
};

async function main(args) {
  const options = parseBenchOptions(args);
  if (options.isHelp) {
    console.log(HELP);
    return;
  }
  const machine = {
    cores: cpus().length,
    cpu: cpus()[0]?.model,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    os: release(),
    node: process.version,
  };
  console.log(Object.values(machine).join(', '));
  const results = { machine, date: new Date().toISOString(), command: ['npm run bench --', ...args].join(' ') };
  for (const suite of options.suites) {
    const rows = [];
    for await (const row of SUITES[suite](options)) {
      rows.push(row);
      // Tables come when a suite is done; a dot per row shows that it lives.
      process.stderr.write('.');
    }
    process.stderr.write('\n');
    console.log(title(TITLES[suite]));
    console.log(table(COLUMNS[suite], rows));
    results[suite] = rows;
  }
  const file = resolve(options.jsonFile ?? join(import.meta.dirname, 'results/latest.json'));
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(results, null, 2)}\n`);
  console.log(`\n${file}`);
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
