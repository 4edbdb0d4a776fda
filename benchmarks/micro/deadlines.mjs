/** What a deadline costs a call: in a Deployment's router, whose replicas are links that keep it, and in a link itself. */
import { createDeploymentRouter } from '@zedflow/routing';
import { inTurn, requestOf } from './calls.mjs';
import { compare } from './compare.mjs';
import { loopback } from './loopback.mjs';

const CALLS = 100;
const far = { deadlineMs: Date.now() + 600_000 };

const reply = Promise.resolve({ envelope: { kind: 'reply', sequence: 0, requestId: '1', endpoint: '/index' }, payloads: [] });
const replica = (name) => ({
  name,
  isReady: true,
  inFlight: 0,
  description: undefined,
  keepsDeadlines: true,
  canTake: () => true,
  subscribe: () => () => {},
  call: () => reply,
  async *stream() {},
});
const router = createDeploymentRouter({ name: 'echo', replicas: [replica('echo/rep-0'), replica('echo/rep-1')] });

await compare('deadlines', 'call through a Deployment router', CALLS, {
  'no deadline': inTurn(CALLS, () => router.call(requestOf())),
  deadline: inTurn(CALLS, () => router.call(requestOf(far))),
});

const link = loopback();
const linked = createDeploymentRouter({ name: 'echo', replicas: [link] });
await compare('deadlines', 'call through router and link, 100 in flight', CALLS, {
  'no deadline': () => Promise.all(Array.from({ length: CALLS }, () => linked.call(requestOf()))),
  deadline: () => Promise.all(Array.from({ length: CALLS }, () => linked.call(requestOf(far)))),
});
await link.close();
