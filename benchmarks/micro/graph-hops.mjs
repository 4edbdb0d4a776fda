/** What the router of a graph costs: calls through no node, one, three and ten, whose answers are there at once. */
import { createGraphRouter } from '@zedflow/routing';
import { inTurn, requestOf } from './calls.mjs';
import { compare } from './compare.mjs';

const CALLS = 100;
const description = {
  endpoints: [
    { name: '/index', write: true, stream: false, singleDocument: false },
    { name: '/default', write: false, stream: false, singleDocument: false },
  ],
};
const payloads = [Buffer.from('[{"text":"hello"}]')];

/** Answers as an Executor behind a link does: a new envelope, with the parameters of the call. */
const service = {
  call({ envelope: { requestId, endpoint, parameters } }) {
    const envelope = { kind: 'reply', sequence: 0, requestId, endpoint, contentType: 'json' };
    if (parameters !== undefined) envelope.parameters = parameters;
    return Promise.resolve({ envelope, payloads });
  },
};

function graphOf(count) {
  const nodes = Array.from({ length: count }, (_, index) => ({ name: `node${index}`, service, describe: () => description }));
  return createGraphRouter({ nodes });
}

const callsTo = (router, members) => inTurn(CALLS, () => router.call(requestOf({ accept: ['json'], ...members })));
const parameters = { top: 3, node0__limit: 5 };

await compare('graph-hops', 'call', CALLS, {
  'no node': callsTo(graphOf(0)),
  'one node': callsTo(graphOf(1)),
  'three nodes': callsTo(graphOf(3)),
  'ten nodes': callsTo(graphOf(10)),
  'three nodes, aimed parameters': callsTo(graphOf(3), { parameters }),
  'three nodes, target_executor': callsTo(graphOf(3), { targetExecutor: 'node[01]' }),
});
