import type { Message } from '@zedflow/core-protocol';
import { describe, expect, it } from 'vitest';
import { FakeReplica } from '../../test/fixtures/fake-replica.js';
import { request } from '../../test/fixtures/messages.js';
import { createDeploymentRouter, type DeploymentRouter } from './deployment-router.js';
import type { PickPolicy } from './pick-policy.js';
import { MAX_OVERTAKEN } from './waiting-line.js';

const sized = (requestId: string, bytes: number): Message => ({ ...request({ requestId }), payloads: [Buffer.alloc(bytes)] });
const small = () => sized('small', 10);
const ids = ({ taken }: FakeReplica) => taken.map(({ envelope }) => envelope.requestId);

/** Routers fail what waits when they close: nobody looks at it here. */
function send(router: DeploymentRouter, message: Message): void {
  router.call(message).catch(() => {});
}

/** Answers the oldest call and sends another small one, `count` times. */
function keepBusy(router: DeploymentRouter, replica: FakeReplica, count: number): void {
  for (let turn = 0; turn < count; turn++) {
    send(router, small());
    replica.reply();
  }
}

describe('the waiting line', () => {
  it('lets small calls pass a large one that finds no room', () => {
    const a = new FakeReplica('a', { roomBytes: 100 });
    const router = createDeploymentRouter({ name: 'encoder', replicas: [a] });
    send(router, sized('first', 50));

    send(router, sized('large', 90));
    send(router, small());
    send(router, small());

    expect(ids(a)).toEqual(['first', 'small', 'small']);
    expect(router.waiting).toBe(1);
    router.close();
  });

  it('keeps a replica free for a call that was overtaken too often', () => {
    const a = new FakeReplica('a', { roomBytes: 100 });
    const router = createDeploymentRouter({ name: 'encoder', replicas: [a] });
    for (let count = 0; count < 5; count++) send(router, small());
    send(router, sized('large', 90));

    keepBusy(router, a, MAX_OVERTAKEN + 20);

    const overtaking = ids(a).indexOf('large') - 5;
    expect(overtaking).toBeGreaterThanOrEqual(MAX_OVERTAKEN);
    expect(overtaking).toBeLessThan(MAX_OVERTAKEN + 3);
    router.close();
  });

  it('keeps only one replica free for it, so that the others go on', () => {
    const [a, b] = [new FakeReplica('a', { roomBytes: 100 }), new FakeReplica('b', { roomBytes: 100 })];
    const router = createDeploymentRouter({ name: 'encoder', replicas: [a, b] });
    for (let count = 0; count < 4; count++) send(router, small());
    send(router, sized('large', 95));
    for (let count = 0; count < MAX_OVERTAKEN + 20; count++) {
      send(router, small());
      if (count < MAX_OVERTAKEN) (a.inFlight > b.inFlight ? a : b).reply();
    }

    const [held, other] = a.inFlight < b.inFlight ? [a, b] : [b, a];
    const takenByHeld = held.taken.length;
    const takenByOther = other.taken.length;
    keepBusy(router, other, 10);
    expect(held.taken.length).toBe(takenByHeld);
    expect(other.taken.length).toBe(takenByOther + 10);
    while (held.inFlight > 0 && !ids(held).includes('large')) held.reply();

    expect(ids(held)).toContain('large');
    router.close();
  });

  it('gives the replica back when the call that it was kept free for leaves', async () => {
    const a = new FakeReplica('a', { roomBytes: 100 });
    const router = createDeploymentRouter({ name: 'encoder', replicas: [a] });
    const controller = new AbortController();
    for (let count = 0; count < 5; count++) send(router, small());
    const large = router.call(sized('large', 90), { signal: controller.signal }).catch(({ code }) => code);
    keepBusy(router, a, MAX_OVERTAKEN + 1);
    send(router, small());
    expect(router.waiting).toBeGreaterThan(1);

    controller.abort();

    expect(await large).toBe('cancelled');
    expect(router.waiting).toBe(0);
  });

  it('lets calls pass one that its policy ties to a busy replica, but none of the same key', () => {
    const replicas = [new FakeReplica('a', { room: 1 }), new FakeReplica('b', { room: 9 })];
    const byName: PickPolicy = {
      keyOf: ({ envelope }) => envelope.endpoint,
      pick: (all, call, mayTake) => all.find((replica) => replica.name === call.key && mayTake(replica, call)),
    };
    const router = createDeploymentRouter({ name: 'encoder', replicas, policy: byName });
    const [a, b] = replicas as [FakeReplica, FakeReplica];

    for (const [requestId, endpoint] of [
      ['1', 'a'],
      ['2', 'a'],
      ['3', 'a'],
      ['4', 'b'],
      ['5', 'b'],
    ]) {
      send(router, request({ requestId: requestId as string, endpoint: endpoint as string }));
    }
    expect([ids(a), ids(b)]).toEqual([['1'], ['4', '5']]);
    a.reply();
    a.reply();

    expect(ids(a)).toEqual(['1', '2', '3']);
    expect(router.waiting).toBe(0);
  });
});
