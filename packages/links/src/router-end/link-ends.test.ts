import { type Message, RuntimeError } from '@zedflow/core-protocol';
import { type CallOptions, type CallService, SILENT_LOGGER, SYSTEM_CLOCK } from '@zedflow/runtime-api';
import { describe, expect, it, vi } from 'vitest';
import { decodeBatch } from '../batch/decode-batch.js';
import { encodeBatch } from '../batch/encode-batch.js';
import { STREAM_WINDOW_ITEMS } from '../contract/stream-window.js';
import type { Outgoing } from '../outbox/outgoing.js';
import { PeaEnd } from '../pea-end/pea-end.js';
import { RouterEnd } from './router-end.js';

interface Pair {
  readonly link: RouterEnd;
  readonly pea: PeaEnd;
  /** Number of messages in each batch that the router wrote. */
  readonly batches: number[];
  /** While true, nothing that the router writes arrives. */
  isHeld: boolean;
  readonly started: Set<number>;
}

/** Both ends over memory instead of a port or socket. */
function createPair(
  service: Partial<CallService>,
  options: { calls?: number; bytes?: number; maxMessageBytes?: number; lastAnswersMs?: number } = {},
): Pair {
  const { calls = 100, bytes = 1_000_000, maxMessageBytes = -1, lastAnswersMs = 0 } = options;
  const held: Message[][] = [];
  const started = new Set<number>();
  const copy = (batch: readonly Outgoing[]): Message[] => {
    const { frame, large } = encodeBatch(batch);
    return decodeBatch(frame, large);
  };
  const common = { name: 'echo/rep-0', address: 'memory://echo', maxMessageBytes, logger: SILENT_LOGGER, clock: SYSTEM_CLOCK };
  const link: RouterEnd = new RouterEnd({
    ...common,
    channel: {
      write(batch) {
        pair.batches.push(batch.length);
        held.push(copy(batch));
        if (!pair.isHeld) for (const messages of held.splice(0)) setImmediate(() => pea.receive(messages));
        return undefined;
      },
      mayHaveStarted: (sequence) => started.has(sequence),
      close: () => {},
    },
  });
  const pea: PeaEnd = new PeaEnd({
    ...common,
    service: service as CallService,
    lastAnswersMs,
    onStarted: (sequence) => started.add(sequence),
    channel: {
      write(batch) {
        const messages = copy(batch);
        setImmediate(() => link.receive(messages));
        return undefined;
      },
      close: () => {},
    },
  });
  const pair: Pair = { link, pea, batches: [], isHeld: false, started };
  link.open(undefined, calls, bytes);
  return pair;
}

function call(text = 'hi', envelope: Partial<Message['envelope']> = {}): Message {
  return { envelope: { kind: 'call', sequence: 0, requestId: text, endpoint: '/x', ...envelope }, payloads: [Buffer.from(text)] };
}

function reply(request: Message): Message {
  return { ...request, envelope: { ...request.envelope, kind: 'reply' } };
}

const echo: Partial<CallService> = { call: async (request) => reply(request) };
const never = new Promise<never>(() => {});

async function codeOf(promise: Promise<unknown>): Promise<unknown> {
  const thrown = await promise.then(
    () => undefined,
    (error: unknown) => error,
  );
  return thrown instanceof RuntimeError ? [thrown.code, thrown.details['started']] : thrown;
}

describe('a link', () => {
  it('answers each call with its own reply and writes the calls of one turn as one batch', async () => {
    const pair = createPair(echo);

    const replies = await Promise.all(['a', 'b', 'c'].map((text) => pair.link.call(call(text))));

    expect(replies.map(({ envelope, payloads }) => `${envelope.requestId} ${Buffer.from(payloads[0] as Uint8Array)}`)).toEqual([
      'a a',
      'b b',
      'c c',
    ]);
    expect(pair.batches).toEqual([3]);
    expect(pair.link.inFlight).toBe(0);
  });

  it('pairs answers that come out of order', async () => {
    const pair = createPair({
      call: async (request) => {
        for (let turn = request.envelope.requestId === 'slow' ? 20 : 0; turn > 0; turn--) await new Promise(setImmediate);
        return reply(request);
      },
    });
    const order: string[] = [];

    await Promise.all(['slow', 'fast'].map((text) => pair.link.call(call(text)).then(({ envelope }) => order.push(envelope.requestId))));

    expect(order).toEqual(['fast', 'slow']);
  });

  it('refuses calls beyond its credit and tells subscribers when room came free', async () => {
    const pair = createPair(echo, { calls: 1 });
    let roomCame = 0;
    pair.link.subscribe(() => {
      if (pair.link.canTake(0)) roomCame++;
    });

    const first = pair.link.call(call());
    expect(pair.link.canTake(0)).toBe(false);
    expect(await codeOf(pair.link.call(call()))).toEqual(['resource_exhausted', false]);
    await first;

    expect(roomCame).toBe(1);
    pair.pea.grant(5, 0);
    await new Promise((resolve) => setTimeout(resolve, 5));
    await Promise.all([1, 2, 3].map(() => pair.link.call(call(''))));
  });

  it('tells subscribers of room that came free, whether or not anybody has asked for it', async () => {
    const pair = createPair(echo, { calls: 10 });
    let told = 0;
    pair.link.subscribe(() => told++);

    await Promise.all([pair.link.call(call()), pair.link.call(call())]);

    expect(told).toBe(1);
  });

  it('rejects at once when the caller leaves, fires the signal of the handler and keeps the credit until the handler ended', async () => {
    let fired: unknown;
    const pair = createPair(
      {
        call: (_request, options?: CallOptions) =>
          new Promise((_resolve, reject) => {
            options?.signal?.addEventListener('abort', () => {
              fired = options.signal?.reason;
              reject(new Error('late'));
            });
          }),
      },
      { calls: 1 },
    );
    const controller = new AbortController();
    const pending = pair.link.call(call(), { signal: controller.signal });
    await new Promise((resolve) => setTimeout(resolve, 5));

    controller.abort(new Error('gone'));

    await expect(pending).rejects.toMatchObject({ code: 'cancelled', cause: { message: 'gone' } });
    expect(pair.link.canTake(0)).toBe(false);
    await new Promise<void>((resolve) => pair.link.subscribe(resolve));
    expect(fired).toMatchObject({ code: 'cancelled' });
    expect(pair.link.canTake(0)).toBe(true);
  });

  it('never writes a call whose caller left before the end of the turn', async () => {
    const pair = createPair(echo);
    const controller = new AbortController();
    const pending = pair.link.call(call(), { signal: controller.signal });

    controller.abort();

    expect(await codeOf(pending)).toEqual(['cancelled', undefined]);
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(pair.batches).toEqual([]);
    expect(pair.link.inFlight).toBe(0);
  });

  it('ends a call at its deadline and drops the late reply', async () => {
    let answer = (_reply: Message): void => {};
    const pair = createPair({
      call: () =>
        new Promise((resolve) => {
          answer = resolve;
        }),
    });

    expect(await codeOf(pair.link.call(call('a', { deadlineMs: SYSTEM_CLOCK.now() + 15 })))).toEqual(['deadline_exceeded', undefined]);
    expect(await codeOf(pair.link.call(call('b', { deadlineMs: SYSTEM_CLOCK.now() - 1 })))).toEqual(['deadline_exceeded', undefined]);
    expect(pair.link.inFlight).toBe(1);
    answer(reply(call('a')));

    await vi.waitFor(() => expect(pair.link.inFlight).toBe(0));
  });

  it('fails everything with one kind of error that says what had started', async () => {
    const handle = vi.fn(() => never);
    const pair = createPair({ call: handle });
    const begun = pair.link.call(call('begun'));
    await vi.waitFor(() => expect(handle).toHaveBeenCalled());
    pair.isHeld = true;
    const written = pair.link.call(call('written'));
    await new Promise((resolve) => setTimeout(resolve, 5));
    const waiting = pair.link.call(call('waiting'));

    pair.link.fail(new RuntimeError('executor_died', 'It is gone.'));

    expect(await Promise.all([begun, written, waiting].map(codeOf))).toEqual([
      ['executor_died', true],
      ['executor_died', false],
      ['executor_died', false],
    ]);
    await expect(pair.link.closed).resolves.toMatchObject({ code: 'executor_died' });
    expect(await codeOf(pair.link.call(call()))).toEqual(['executor_died', false]);
    expect(pair.link.isReady).toBe(false);
  });

  it('rejects with transport_closed when it is closed, twice as well as once', async () => {
    const pair = createPair({ call: () => never });
    const pending = pair.link.call(call());

    await Promise.all([pair.link.close(), pair.link.close()]);

    expect(await codeOf(pending)).toEqual(['transport_closed', false]);
    await expect(pair.link.closed).resolves.toBeUndefined();
  });

  it('refuses messages beyond max_message_bytes in both directions', async () => {
    const pair = createPair({ call: async (request) => ({ ...reply(request), payloads: [new Uint8Array(11)] }) }, { maxMessageBytes: 10 });

    expect(await codeOf(pair.link.call(call('x'.repeat(11))))).toEqual(['protocol_message_too_large', undefined]);
    expect(await codeOf(pair.link.call(call('ok')))).toEqual(['protocol_message_too_large', undefined]);
    expect(pair.link.inFlight).toBe(0);
  });

  it('turns whatever a service throws into a RuntimeError of its caller', async () => {
    const pair = createPair({
      call() {
        throw new Error('sync');
      },
    });

    await expect(pair.link.call(call())).rejects.toMatchObject({ code: 'internal', rawMessage: 'sync' });
  });

  it('drains: finishes what it has and refuses what comes', async () => {
    let finish = (): void => {};
    const pair = createPair({
      call: (request) =>
        new Promise((resolve) => {
          finish = () => resolve(reply(request));
        }),
    });
    const first = pair.link.call(call('first'));
    await new Promise((resolve) => setTimeout(resolve, 5));
    const drained = pair.pea.drain();

    expect(await codeOf(pair.link.call(call('second')))).toEqual(['runtime_draining', false]);
    finish();

    expect((await first).envelope.requestId).toBe('first');
    await drained;
    await expect(createPair({ call: () => never }).pea.drain()).resolves.toBeUndefined();
  });

  it('closes when the router has read the last answers, and starts nothing meanwhile', async () => {
    let calls = 0;
    const pair = createPair(
      {
        call: async (request) => {
          calls++;
          return reply(request);
        },
      },
      { lastAnswersMs: 60_000 },
    );
    let answered = false;
    const first = pair.link.call(call('first')).then(() => {
      answered = true;
    });
    while (calls === 0) await new Promise(setImmediate);

    const closed = pair.pea.close();
    pair.pea.receive([call('second', { sequence: 2 })]);
    await closed;

    expect(answered).toBe(true);
    expect(calls).toBe(1);
    await first;
  });

  it('closes without a router that reads after lastAnswersMs, with the signals of its calls fired', async () => {
    let signal: AbortSignal | undefined;
    const pair = createPair(
      {
        call: (_request, options?: CallOptions) => {
          signal = options?.signal;
          return never;
        },
      },
      { lastAnswersMs: 10 },
    );
    pair.link.call(call()).catch(() => {});
    while (signal === undefined) await new Promise(setImmediate);
    pair.isHeld = true;

    await pair.pea.close();

    expect(signal.aborted).toBe(true);
  });

  it('gives up draining when its signal fires', async () => {
    const handle = vi.fn(() => never);
    const pair = createPair({ call: handle });
    pair.link.call(call()).catch(() => {});
    await vi.waitFor(() => expect(handle).toHaveBeenCalled());

    expect(await codeOf(pair.pea.drain({ signal: AbortSignal.timeout(5) }))).toEqual(['deadline_exceeded', undefined]);
  });
});

describe('a stream over a link', () => {
  const item = (request: Message, kind: 'item' | 'end', index: number): Message => ({
    envelope: { ...request.envelope, kind, requestId: String(index) },
    payloads: [],
  });

  function createCountingPair(items: number): Pair & { readonly made: () => number; readonly left: () => boolean } {
    let made = 0;
    let hasLeft = false;
    const pair = createPair({
      async *stream(request) {
        try {
          for (; made < items; made++) yield item(request, 'item', made);
          yield item(request, 'end', made);
        } finally {
          hasLeft = true;
        }
      },
    });
    return Object.assign(pair, { made: () => made, left: () => hasLeft });
  }

  it('gives all items in order and then the end', async () => {
    const { link } = createCountingPair(500);
    const ids: string[] = [];

    for await (const { envelope } of link.stream(call('s', { kind: 'open' }))) ids.push(`${envelope.kind} ${envelope.requestId}`);

    expect(ids).toEqual([...Array.from({ length: 500 }, (_, index) => `item ${index}`), 'end 500']);
    expect(link.inFlight).toBe(0);
  });

  it('does not run ahead of a slow consumer by more than its window', async () => {
    const pair = createCountingPair(10_000);
    const iterator = pair.link.stream(call('s', { kind: 'open' }))[Symbol.asyncIterator]();

    await iterator.next();
    await new Promise((resolve) => setTimeout(resolve, 20));

    expect(pair.made()).toBeLessThanOrEqual(STREAM_WINDOW_ITEMS + 1);
    await iterator.return?.();
  });

  it('cancels the call when the consumer leaves the loop', async () => {
    const pair = createCountingPair(10_000);

    for await (const { envelope } of pair.link.stream(call('s', { kind: 'open' }))) if (envelope.requestId === '100') break;

    await vi.waitFor(() => expect(pair.left()).toBe(true));
    expect(pair.link.inFlight).toBe(0);
    expect(pair.made()).toBeLessThan(300);
  });

  it('throws the reason of a broken link after the items that had come', async () => {
    const pair = createCountingPair(10_000);
    const iterator = pair.link.stream(call('s', { kind: 'open' }))[Symbol.asyncIterator]();
    await iterator.next();
    await new Promise((resolve) => setTimeout(resolve, 20));

    pair.link.fail(new RuntimeError('transport_lost', 'Gone.'));

    let items = 0;
    let thrown: unknown;
    try {
      while (!(await iterator.next()).done) items++;
    } catch (error) {
      thrown = error;
    }
    expect(items).toBeGreaterThan(10);
    expect(thrown).toMatchObject({ code: 'transport_lost', details: { started: true } });
    await expect(iterator.next()).resolves.toMatchObject({ done: true });
  });

  it('fails when the service ends without an end message', async () => {
    const pair = createPair({
      async *stream(request) {
        yield item(request, 'item', 0);
      },
    });

    const consume = async (): Promise<void> => {
      for await (const _ of pair.link.stream(call('s', { kind: 'open' })));
    };

    expect(await codeOf(consume())).toEqual(['internal', undefined]);
  });
});
