/** Runs ours and raw in turn, so that both see the same machine; the median of the pairs' ratios is the figure. */

const RUN_MS = 250;
const WARM_UP_MS = 300;
/** The quick look takes fewer. */
const PAIRS = Number(process.env.BENCH_PAIRS ?? 7);

/** `side(durationMs)` resolves with round trips per second. */
export async function comparePairs(benchmark, fields, ours, raw) {
  await ours(WARM_UP_MS);
  await raw(WARM_UP_MS);
  const pairs = [];
  for (let pair = 0; pair < PAIRS; pair++) {
    const first = pair % 2 === 0 ? await ours(RUN_MS) : undefined;
    const rawRate = await raw(RUN_MS);
    const ourRate = first ?? (await ours(RUN_MS));
    pairs.push({ ours: ourRate, raw: rawRate, ratio: ourRate / rawRate });
  }
  const row = {
    benchmark,
    ...fields,
    ours: round(median(pairs, 'ours')),
    raw: round(median(pairs, 'raw')),
    ratio: round(median(pairs, 'ratio'), 2),
  };
  console.log(JSON.stringify(row));
  return row;
}

/** Large payloads are made anew for each call, on both sides: a gateway never gets the same bytes twice. */
export function payloadMaker(bytes) {
  const payload = new Uint8Array(bytes).fill(1);
  return bytes < 64 * 1024 ? () => payload : () => payload.slice();
}

/** Round trips per second of a CallService with `inFlight` calls under way. */
export function driveCalls(service, makePayload, inFlight) {
  const envelope = { kind: 'call', sequence: 0, requestId: '0123456789abcdef0123456789abcdef', endpoint: '/index', contentType: 'jina/v2' };
  return async (durationMs) => {
    const start = performance.now();
    const end = start + durationMs;
    let done = 0;
    const caller = async () => {
      while (performance.now() < end) {
        const payload = makePayload();
        const reply = await service.call({ envelope, payloads: [payload] });
        if (reply.payloads[0].byteLength !== payload.byteLength) throw new Error('the echo is not what was sent');
        done++;
      }
    };
    await Promise.all(Array.from({ length: inFlight }, caller));
    return (done * 1000) / (performance.now() - start);
  };
}

function median(pairs, key) {
  return pairs.map((pair) => pair[key]).sort((a, b) => a - b)[pairs.length >> 1];
}

function round(value, digits = 0) {
  return Number(value.toFixed(digits));
}
