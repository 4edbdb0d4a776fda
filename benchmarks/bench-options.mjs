import { parseArgs } from 'node:util';

export const HELP = `npm run bench [-- OPTIONS]

  --quick            200 B, 16 in flight, one short round: two minutes for a look, not a figure to keep
  --suite NAME       micro, links, flows or life; may be given several times (default: all; with --against none)
  --against jina     Flows in turn with the real Python Jina 3.34 on this machine, 16 and 100 in flight
  --python FILE      a Python that has jina 3.34 (default: ZEDFLOW_BENCH_PYTHON, else one is made below the temp folder)
  --backend NAME     THREAD or PROCESS (default: both)
  --executors N      1 or 3 (default: both)
  --protocol NAME    http, grpc-stream, grpc-unary or websocket; may be given several times (default: all)
  --in-flight N      1, 16 or 100, or any other; may be given several times (default: all, large documents 16)
  --bytes N          size of the document; may be given several times (default: 200 and 1000000)
  --callers NAME     plain, or dated: with headers of their own and a deadline (default: both, dated at 16 in flight)
  --seconds N        of load per measurement (default 0.8, quick 0.6)
  --rounds N         Zedflow and the bare slice in turn, so many times; the median counts (default 3)
  --json FILE        where the results go (default: benchmarks/results/latest.json)
  --help`;

const SUITES = ['micro', 'links', 'flows', 'life'];
const AGAINST = ['jina'];
const BACKENDS = ['THREAD', 'PROCESS'];
const CALLERS = ['plain', 'dated'];
const PROTOCOLS = ['http', 'grpc-stream', 'grpc-unary', 'websocket'];

/** Reads the command line; throws an Error that says what to do. */
export function parseBenchOptions(args) {
  const { values } = parseArgs({
    args,
    options: {
      quick: { type: 'boolean', default: false },
      suite: { type: 'string', multiple: true },
      against: { type: 'string', multiple: true },
      python: { type: 'string' },
      backend: { type: 'string', multiple: true },
      executors: { type: 'string', multiple: true },
      protocol: { type: 'string', multiple: true },
      'in-flight': { type: 'string', multiple: true },
      bytes: { type: 'string', multiple: true },
      callers: { type: 'string', multiple: true },
      seconds: { type: 'string' },
      rounds: { type: 'string' },
      json: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  const { quick } = values;
  const against = oneOf('against', values.against, AGAINST, []);
  return {
    isHelp: values.help,
    suites: [...oneOf('suite', values.suite, SUITES, against.length > 0 ? [] : SUITES), ...against],
    python: values.python,
    backends: oneOf('backend', values.backend, BACKENDS),
    executorCounts: numbers('executors', values.executors, [1, 3]),
    protocols: oneOf('protocol', values.protocol, PROTOCOLS),
    isQuick: quick,
    largeInFlights: values['in-flight'] === undefined ? [16] : undefined,
    inFlights: numbers('in-flight', values['in-flight'], quick ? [16] : [1, 16, 100]),
    sizes: numbers('bytes', values.bytes, quick ? [200] : [200, 1_000_000]),
    callers: values.callers && oneOf('callers', values.callers, CALLERS),
    seconds: numbers('seconds', values.seconds && [values.seconds], [quick ? 0.6 : 0.8])[0],
    rounds: numbers('rounds', values.rounds && [values.rounds], [quick ? 1 : 3])[0],
    jsonFile: values.json,
  };
}

function oneOf(name, given, known, fallback = known) {
  const wrong = given?.find((value) => !known.includes(value));
  if (wrong !== undefined) throw new Error(`--${name} must be one of ${known.join(', ')}, got ${wrong}`);
  return given ?? fallback;
}

function numbers(name, given, fallback) {
  const wrong = given?.find((value) => !(Number(value) > 0));
  if (wrong !== undefined) throw new Error(`--${name} must be a positive number, got ${wrong}`);
  return given?.map(Number) ?? fallback;
}
