/**
 * The load: keeps `inFlight` calls under way for `seconds` and prints what it measured as JSON. A process of its own, so that it
 * takes nothing from the server; its own CPU time is reported, because a generator that is busy is the limit of what it shows.
 *
 *   node load/generator.mjs '{"protocol":"http","port":8080,"inFlight":16,"bytes":200,"seconds":2}'
 */
import { deepStrictEqual } from 'node:assert/strict';
import { createGrpcStreamCaller } from './grpc-stream-caller.mjs';
import { createGrpcUnaryCaller } from './grpc-unary-caller.mjs';
import { createHttpCaller } from './http-caller.mjs';
import { createWebSocketCaller } from './websocket-caller.mjs';

const CALLERS = {
  http: createHttpCaller,
  'grpc-stream': createGrpcStreamCaller,
  'grpc-unary': createGrpcUnaryCaller,
  websocket: createWebSocketCaller,
};
const MAX_SAMPLES = 200_000;

/** Calls until `until` (milliseconds of `performance.now`); resolves when the last answer has come. */
function runLoad(caller, inFlight, until) {
  return new Promise((resolve) => {
    const result = { requests: 0, failed: 0, latenciesMs: [] };
    let open = inFlight;
    const next = (lane) => {
      const begin = performance.now();
      caller.call(lane, (isOk) => {
        const now = performance.now();
        if (isOk) result.requests++;
        else result.failed++;
        if (result.latenciesMs.length < MAX_SAMPLES) result.latenciesMs.push(now - begin);
        if (isOk && now < until) next(lane);
        else if (--open === 0) resolve(result);
      });
    };
    for (let lane = 0; lane < inFlight; lane++) next(lane);
  });
}

/** One call, read completely: what is counted by its arrival alone must be an echo. */
function checkEcho(caller) {
  return new Promise((resolve, reject) => {
    const request = caller.call(0, (isOk, answer) => {
      try {
        if (!isOk) throw new Error('a call failed');
        deepStrictEqual(contentOf(caller.documentOf(answer)), contentOf(caller.documentOf([request])));
        resolve();
      } catch (error) {
        reject(error);
      }
    });
  });
}

const contentOf = ({ id, text, tensor }) => ({ id, text, tensor: tensor?.data });

const { protocol, port, inFlight, bytes, seconds, warmUpSeconds = 0.5, path, isDated = false } = JSON.parse(process.argv[2]);
const caller = await CALLERS[protocol]({ port, bytes, inFlight, path, isDated });
await checkEcho(caller);
// Compilers and connections warm up first.
await runLoad(caller, inFlight, performance.now() + warmUpSeconds * 1000);
process.send?.('begin');
const cpuBefore = process.cpuUsage();
const begin = performance.now();
const { requests, failed, latenciesMs } = await runLoad(caller, inFlight, begin + seconds * 1000);
const elapsedSeconds = (performance.now() - begin) / 1000;
const { user, system } = process.cpuUsage(cpuBefore);
if (failed === 0) await checkEcho(caller);
caller.close();
latenciesMs.sort((a, b) => a - b);
const quantile = (part) => latenciesMs[Math.min(latenciesMs.length - 1, Math.floor(latenciesMs.length * part))];
const result = { requests, failed, elapsedSeconds, cpuSeconds: (user + system) / 1e6, p50Ms: quantile(0.5), p99Ms: quantile(0.99) };
process.send?.(result, () => process.exit(0));
if (process.send === undefined) console.log(JSON.stringify(result));
