/**
 * Prints microseconds per call of the hot codecs: `node packages/core-protocol/test/measure-codecs.mjs` after a build.
 * Figures are of this machine and moment: compare runs, do not test on them.
 */
import {
  decodeDataRequest,
  decodeDocuments,
  decodeHeader,
  decodeJsonRequest,
  encodeDataRequest,
  encodeDocuments,
  encodeHeader,
} from '../dist/index.js';

const call = {
  kind: 'call',
  sequence: 12345,
  requestId: '0f8fad5bd9cb469fa16570867728950e',
  endpoint: '/index',
  parameters: { __results__: {} },
  accept: ['jina/v2'],
  contentType: 'jina/v2',
  deadlineMs: 1_700_000_000_000,
};
const reply = {
  ...call,
  kind: 'reply',
  routes: [
    { executor: 'gateway', startMs: 1 },
    { executor: 'encoder', startMs: 1, endMs: 2 },
  ],
};
const text = [{ id: 'a', text: 'hello world, '.repeat(8) }];
const embedded = Array.from({ length: 8 }, (_, i) => ({
  id: `d${i}`,
  text: 'x',
  embedding: { dtype: 'float32', shape: [128], data: new Float32Array(128) },
}));

const callHeader = encodeHeader(call);
const replyHeader = encodeHeader(reply);
const textPayload = encodeDocuments('jina/v2', text);
const embeddedPayload = encodeDocuments('jina/v2', embedded);
const request = Buffer.from(encodeDataRequest({ envelope: call, payloads: [textPayload] }));
const body = Buffer.from(JSON.stringify({ data: text, parameters: { a: 1 }, execEndpoint: '/index' }));

const cases = {
  [`encodeHeader, call of ${callHeader.length} B`]: () => encodeHeader(call),
  'decodeHeader, call': () => decodeHeader(callHeader),
  [`encodeHeader, reply with 2 routes, ${replyHeader.length} B`]: () => encodeHeader(reply),
  'decodeHeader, reply with 2 routes': () => decodeHeader(replyHeader),
  [`decodeDataRequest, ${request.length} B`]: () => decodeDataRequest(request),
  encodeDataRequest: () => encodeDataRequest({ envelope: call, payloads: [textPayload] }),
  [`decodeJsonRequest, ${body.length} B`]: () => decodeJsonRequest(body),
  'encodeDocuments jina/v2, 1 text': () => encodeDocuments('jina/v2', text),
  'decodeDocuments jina/v2, 1 text': () => decodeDocuments('jina/v2', textPayload),
  'encodeDocuments jina/v2, 8 x 128 float32': () => encodeDocuments('jina/v2', embedded),
  'decodeDocuments jina/v2, 8 x 128 float32': () => decodeDocuments('jina/v2', embeddedPayload),
  '... with keepOrigin': () => decodeDocuments('jina/v2', embeddedPayload, { keepOrigin: true }),
};

function microsecondsPerCall(run, calls) {
  const start = process.hrtime.bigint();
  for (let i = 0; i < calls; i++) run();
  return Number(process.hrtime.bigint() - start) / calls / 1000;
}

for (const [name, run] of Object.entries(cases)) {
  microsecondsPerCall(run, 20_000);
  const best = Math.min(...Array.from({ length: 5 }, () => microsecondsPerCall(run, 20_000)));
  process.stdout.write(`${best.toFixed(2).padStart(7)} us  ${name}\n`);
}
