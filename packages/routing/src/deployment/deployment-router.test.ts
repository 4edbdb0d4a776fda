import { type Message, RuntimeError } from '@zedflow/core-protocol';
import { describe, expect, it } from 'vitest';
import { FakeClock, settle } from '../../test/fixtures/fake-clock.js';
import { FakeReplica } from '../../test/fixtures/fake-replica.js';
import { request } from '../../test/fixtures/messages.js';
import type { DeploymentRouterOptions } from './deployment-options.js';
import { createDeploymentRouter } from './deployment-router.js';

function setUp(replicas: FakeReplica[], options: Partial<DeploymentRouterOptions> = {}) {
  const clock = new FakeClock();
  const router = createDeploymentRouter({ name: 'encoder', replicas, clock, ...options });
  return { clock, router };
}

const died = (started: boolean) => new RuntimeError('executor_died', 'gone', { details: { started } });

async function failure(work: Promise<unknown>): Promise<RuntimeError> {
  return work.then(
    () => {
      throw new Error('it did not fail');
    },
    (error: RuntimeError) => error,
  );
}

async function collect(stream: AsyncIterable<Message>): Promise<string[]> {
  const kinds: string[] = [];
  for await (const { envelope } of stream) kinds.push(envelope.kind);
  return kinds;
}

const item: Message = { envelope: { kind: 'item', sequence: 0, requestId: 'r1', endpoint: '/search' }, payloads: [] };
const end: Message = { envelope: { ...item.envelope, kind: 'end' }, payloads: [] };

describe('createDeploymentRouter', () => {
  it('gives a call to the ready replica with the fewest calls in flight', async () => {
    const [a, b] = [new FakeReplica('a'), new FakeReplica('b')];
    const { router } = setUp([a, b]);

    for (let count = 0; count < 4; count++) void router.call(request());
    b.reply();
    void router.call(request());

    expect(a.taken.length).toBe(2);
    expect(b.taken.length).toBe(3);
  });

  it('lets equally loaded replicas take turns', async () => {
    const replicas = [new FakeReplica('a'), new FakeReplica('b'), new FakeReplica('c')];
    const { router } = setUp(replicas);

    for (let count = 0; count < 9; count++) {
      const call = router.call(request());
      for (const replica of replicas) if (replica.inFlight > 0) replica.reply();
      await call;
    }

    expect(replicas.map(({ taken }) => taken.length)).toEqual([3, 3, 3]);
  });

  it('never gives a call to a replica that has granted no room', async () => {
    const [a, b] = [new FakeReplica('a', { room: 1 }), new FakeReplica('b')];
    const { router } = setUp([a, b]);

    for (let count = 0; count < 5; count++) void router.call(request());

    expect([a.taken.length, b.taken.length]).toEqual([1, 4]);
  });

  it('lets calls wait first in, first out, until room comes free', async () => {
    const a = new FakeReplica('a', { room: 1 });
    const { router } = setUp([a]);
    const done: string[] = [];

    for (const requestId of ['1', '2', '3']) void router.call(request({ requestId })).then(() => done.push(requestId));
    expect(router.waiting).toBe(2);
    for (let count = 0; count < 3; count++) {
      a.reply();
      await settle();
    }

    expect(done).toEqual(['1', '2', '3']);
    expect(router.waiting).toBe(0);
  });

  it('refuses a call with a retry hint when the line is full', async () => {
    const { router } = setUp([new FakeReplica('a', { room: 0 })], { maxWaiting: 2 });
    const first = router.call(request()).catch(() => {});
    void router.call(request()).catch(() => {});

    const error = await failure(router.call(request()));

    expect(error.code).toBe('resource_exhausted');
    expect(error.details).toMatchObject({ deployment: 'encoder', retryAfterMs: 1000, started: false });
    router.close();
    await first;
  });

  it('refuses calls at once, with the reason, when all replicas are given up', async () => {
    const [a, b] = [new FakeReplica('a', { isReady: false }), new FakeReplica('b', { isReady: false })];
    const { router } = setUp([a, b]);
    const waited = failure(router.call(request()));

    a.failure = new RuntimeError('executor_init_failed', 'the model is gone');
    a.setReady(false);
    await settle();
    expect(router.waiting).toBe(1);
    b.failure = new RuntimeError('executor_died', 'exit code 1');
    b.setReady(false);

    for (const error of [await waited, await failure(router.call(request()))]) {
      expect(error).toMatchObject({ code: 'unavailable', message: expect.stringContaining('the model is gone') });
    }
    expect(router.waiting).toBe(0);
  });

  it('waits for a replica to become ready and gives up with unavailable after maxUnreadyMs', async () => {
    const a = new FakeReplica('a', { isReady: false });
    const { router, clock } = setUp([a], { maxUnreadyMs: 500 });
    const served = router.call(request());
    a.setReady(true);
    a.reply();
    await served;
    a.setReady(false);

    const failed = failure(router.call(request()));
    await clock.advance(300);
    const late = failure(router.call(request()));
    await clock.advance(250);

    expect((await failed).code).toBe('unavailable');
    expect((await failed).message).toContain('none of a became ready');
    expect(router.waiting).toBe(1);
    await clock.advance(300);
    expect((await late).code).toBe('unavailable');
    expect(clock.pendingTimers).toBe(0);
  });

  it('keeps a waiting call while a ready replica is merely busy', async () => {
    const a = new FakeReplica('a', { room: 0 });
    const { router, clock } = setUp([a], { maxUnreadyMs: 500 });

    const call = router.call(request());
    await clock.advance(60_000);
    a.room = 1;
    a.changed();
    a.reply();

    expect((await call).envelope.kind).toBe('reply');
  });

  it('ends a waiting call at its deadline and when its caller leaves', async () => {
    const a = new FakeReplica('a', { room: 0 });
    const { router, clock } = setUp([a]);
    const controller = new AbortController();

    const late = failure(router.call(request({ deadlineMs: clock.now() + 100 })));
    const left = failure(router.call(request(), { signal: controller.signal }));
    controller.abort();
    await clock.advance(100);

    expect((await late).code).toBe('deadline_exceeded');
    expect((await left).code).toBe('cancelled');
    expect(router.waiting).toBe(0);
    expect(clock.pendingTimers).toBe(0);
  });

  it('ends a call at its deadline although the replica is silent, and tells the replica', async () => {
    const a = new FakeReplica('a');
    const { router, clock } = setUp([a]);

    const call = failure(router.call(request({ deadlineMs: clock.now() + 100 })));
    await clock.advance(100);

    expect((await call).code).toBe('deadline_exceeded');
    expect(a.pending[0]?.options?.signal?.aborted).toBe(true);
    expect(a.taken.length).toBe(1);
  });

  it('leaves the deadline of a call to a replica that keeps deadlines itself', async () => {
    const a = new FakeReplica('a');
    a.keepsDeadlines = true;
    const { router, clock } = setUp([a]);
    const options = {};

    const call = failure(router.call(request({ deadlineMs: clock.now() + 100 }), options));
    expect(clock.pendingTimers).toBe(0);
    expect(a.pending[0]?.options).toBe(options);
    await clock.advance(100);
    a.fail(new RuntimeError('deadline_exceeded', 'a had not answered', { retryable: true }));

    expect(await call).toMatchObject({ code: 'deadline_exceeded', details: { deployment: 'encoder', tried: ['a'] } });
    expect(a.taken.length).toBe(1);
  });

  it('refuses a call whose deadline has passed without asking a replica', async () => {
    const a = new FakeReplica('a');
    const { router, clock } = setUp([a]);

    const error = await failure(router.call(request({ deadlineMs: clock.now() - 1 })));

    expect(error.code).toBe('deadline_exceeded');
    expect(a.taken).toEqual([]);
  });

  it('tries a call that had not begun on another replica, also when its endpoint writes', async () => {
    const [a, b] = [new FakeReplica('a'), new FakeReplica('b')];
    const { router } = setUp([a, b]);

    const call = router.call(request({ endpoint: '/index' }));
    const [first, second] = a.taken.length ? [a, b] : [b, a];
    first.fail(died(false));
    await settle();
    second.reply();

    expect((await call).envelope.kind).toBe('reply');
  });

  it('tries a call that may have begun again unless its endpoint writes', async () => {
    const [a, b] = [new FakeReplica('a').describes({ name: '/save', write: true }), new FakeReplica('b')];
    const { router } = setUp([a, b]);

    for (const endpoint of ['/index', '/update', '/delete', '/save']) {
      const call = failure(router.call(request({ endpoint })));
      (a.inFlight ? a : b).fail(died(true));
      const error = await call;
      expect(error.code).toBe('executor_died');
      expect(error.details).toMatchObject({ deployment: 'encoder', started: true });
    }
    const call = router.call(request());
    (a.inFlight ? a : b).fail(died(true));
    await settle();
    (a.inFlight ? a : b).reply();

    expect((await call).envelope.kind).toBe('reply');
  });

  it('takes a /default that writes for an endpoint that writes', async () => {
    const a = new FakeReplica('a').describes({ name: '/default', write: true });
    const { router } = setUp([a, new FakeReplica('b', { room: 0 })]);

    const call = failure(router.call(request({ endpoint: '/anything' })));
    a.fail(died(true));

    expect((await call).code).toBe('executor_died');
  });

  it('passes over replicas that were tried while others can take the call', async () => {
    const replicas = ['a', 'b', 'c'].map((name) => new FakeReplica(name));
    const { router } = setUp(replicas);

    const call = failure(router.call(request()));
    for (let attempt = 0; attempt < 4; attempt++) {
      replicas.find(({ inFlight }) => inFlight > 0)?.fail(died(true));
      await settle();
    }
    const error = await call;

    expect(replicas.map(({ taken }) => taken.length).sort()).toEqual([1, 1, 2]);
    expect(new Set((error.details['tried'] as string[]).slice(0, 3)).size).toBe(3);
    expect(error.message).toContain("deployment 'encoder', tried ");
  });

  it.each([
    [0, 1],
    [1, 2],
    [5, 6],
    [-1, 4],
  ])('with retries %i makes at most %i attempts', async (retries, attempts) => {
    const a = new FakeReplica('a');
    const { router } = setUp([a], { retries });

    const call = failure(router.call(request()));
    for (let attempt = 0; attempt < 10 && a.inFlight > 0; attempt++) {
      a.fail(died(false));
      await settle();
    }

    expect((await call).code).toBe('executor_died');
    expect(a.taken.length).toBe(attempts);
  });

  it('does not try again what no other replica would answer differently', async () => {
    const a = new FakeReplica('a');
    const { router } = setUp([a]);

    const call = failure(router.call(request()));
    a.fail(new RuntimeError('protocol_malformed', 'not a message'));

    expect((await call).code).toBe('protocol_malformed');
    expect(a.taken.length).toBe(1);
  });

  it('does not try again for a caller that has left', async () => {
    const a = new FakeReplica('a');
    const { router } = setUp([a]);
    const controller = new AbortController();

    const call = failure(router.call(request(), { signal: controller.signal }));
    controller.abort();
    a.fail(died(false));
    await call;

    expect(a.taken.length).toBe(1);
  });

  it('gives each attempt its own timeoutSendMs', async () => {
    const [a, b] = [new FakeReplica('a'), new FakeReplica('b')];
    const { router, clock } = setUp([a, b], { timeoutSendMs: 50, retries: 1 });

    const call = failure(router.call(request()));
    await clock.advance(50);
    expect([a.taken.length, b.taken.length]).toEqual([1, 1]);
    await clock.advance(50);

    expect((await call).message).toContain('timeout_send (50 ms)');
    expect(clock.pendingTimers).toBe(0);
  });

  it('uses a replica from the moment it is added and not after it was removed', async () => {
    const [a, b] = [new FakeReplica('a', { room: 0 }), new FakeReplica('b')];
    const { router } = setUp([a]);

    const call = router.call(request());
    router.add(b);
    b.reply();
    await call;
    router.remove(b);
    const waiting = router.call(request()).catch(() => {});

    expect(b.taken.length).toBe(1);
    expect(b.listeners).toBe(0);
    router.close();
    await waiting;
  });

  it('refuses what waits and what comes once closed, and lets go of its replicas', async () => {
    const a = new FakeReplica('a', { room: 0 });
    const { router, clock } = setUp([a]);

    const waiting = failure(router.call(request()));
    router.close();
    router.close();

    expect((await waiting).code).toBe('runtime_draining');
    expect((await failure(router.call(request()))).code).toBe('runtime_draining');
    expect((await failure(collect(router.stream(request())))).code).toBe('runtime_draining');
    expect(a.listeners).toBe(0);
    expect(clock.pendingTimers).toBe(0);
  });

  it('passes a stream on item by item', async () => {
    const a = new FakeReplica('a');
    a.items = [item, item, end];
    const { router } = setUp([a]);

    expect(await collect(router.stream(request()))).toEqual(['item', 'item', 'end']);
    expect(a.streamSignals[0]?.aborted).toBe(false);
  });

  it('tries a stream on another replica before its first item only', async () => {
    const [a, b] = [new FakeReplica('a'), new FakeReplica('b')];
    a.items = [died(true)];
    b.items = [item, died(true)];
    const { router } = setUp([a, b], { retries: 5 });

    const seen: string[] = [];
    const error = await failure(
      (async () => {
        for await (const { envelope } of router.stream(request())) seen.push(envelope.kind);
      })(),
    );

    expect(seen).toEqual(['item']);
    expect(error.code).toBe('executor_died');
    expect(b.taken.length).toBe(1);
  });

  it('tells the replica when the reader of a stream leaves, also while the replica is silent', async () => {
    const a = new FakeReplica('a');
    a.items = [item, new Promise<never>(() => {})];
    const { router, clock } = setUp([a]);
    const controller = new AbortController();

    for await (const _ of router.stream(request())) break;
    const silent = failure(collect(router.stream(request(), { signal: controller.signal })));
    await settle();
    controller.abort();

    expect((await silent).code).toBe('cancelled');
    expect(a.streamSignals.map((signal) => signal?.aborted)).toEqual([true, true]);
    expect(clock.pendingTimers).toBe(0);
  });

  it('ends a stream at its deadline', async () => {
    const a = new FakeReplica('a');
    a.items = [item, new Promise<never>(() => {})];
    const { router, clock } = setUp([a]);

    const stream = failure(collect(router.stream(request({ deadlineMs: clock.now() + 100 }))));
    await settle();
    await clock.advance(100);

    expect((await stream).code).toBe('deadline_exceeded');
  });

  it('says which option is wrong', () => {
    expect(() => setUp([], { retries: 1.5 })).toThrow(new RangeError('options.retries must be a whole number, got 1.5'));
    const a = new FakeReplica('a');
    expect(() => setUp([a, a])).toThrow(TypeError);
  });
});
