/** What it costs to pack a batch of calls for a link and to unpack it: calls that differ in their id alone, and in more. */
import { decodeBatch, encodeBatch } from '@zedflow/links/internal';
import { requestOf } from './calls.mjs';
import { compare } from './compare.mjs';

const CALLS = 64;
/** As a router hands it to all calls that go to one node. */
const SHARED = Object.freeze({
  accept: Object.freeze(['json']),
  routes: Object.freeze([Object.freeze({ executor: 'gateway' })]),
  targetExecutor: '',
});
const deadlineMs = Date.now() + 60_000;

const batchOf = (own) =>
  Array.from({ length: CALLS }, (_, index) => ({ sequence: index + 1, message: requestOf({ ...SHARED, ...own(index) }) }));
const round = (own) => {
  const items = batchOf(own);
  return () => {
    const { frame, large } = encodeBatch(items);
    if (decodeBatch(frame, large).length !== CALLS) throw new Error('a call was lost');
  };
};

await compare('batches', 'call packed and unpacked', CALLS, {
  'own id': round(() => ({})),
  'own deadline and trace': round((index) => ({
    deadlineMs: deadlineMs + index,
    traceparent: `00-0123456789abcdef0123456789abcdef-00f067aa0ba9${1000 + index}-01`,
  })),
  'own parameters': round((index) => ({ parameters: { top: 10, query: `q${index}` } })),
  'own headers': round((index) => ({ headers: { authorization: `Bearer ${index}`, 'x-tenant': 'a' } })),
  'own parameters, headers, deadline': round((index) => ({
    parameters: { top: 10, query: `q${index}` },
    headers: { authorization: `Bearer ${index}`, 'x-tenant': 'a' },
    deadlineMs: deadlineMs + index,
  })),
});
