import { type Message, RuntimeError } from '@zedflow/core-protocol';
import type { Link } from '@zedflow/runtime-api';
import { createLogger, type Logger, type PeaEvent, type PeaSpec, SILENT_LOGGER, SYSTEM_CLOCK } from '@zedflow/runtime-api';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Deferred, deferred } from './deferred.js';
import type { Incarnation, IncarnationEnd, IncarnationHooks, ReadyIncarnation } from './incarnation.js';
import { EndedEarly } from './incarnation.js';
import { SupervisedPea } from './supervised-pea.js';

const REQUEST: Message = { envelope: { kind: 'call', sequence: 0, requestId: 'r', endpoint: '/x' }, payloads: [] };

/** One incarnation whose fate the test decides. */
class FakeIncarnation implements Incarnation {
  readonly pid = 4711;
  readonly tried: string[] = [];
  readonly becomes: Deferred<ReadyIncarnation> = deferred();
  readonly over: Deferred<IncarnationEnd> = deferred();
  readonly ready = this.becomes.promise;
  readonly ended = this.over.promise;
  readonly hooks: IncarnationHooks;
  readonly lost: Deferred<RuntimeError | undefined> = deferred();
  readonly answer: Deferred<Message> = deferred();
  inFlight = 0;
  isLinkClosed = false;
  /** The rung that ends it. */
  obeys = 'terminate';

  constructor(hooks: IncarnationHooks) {
    this.hooks = hooks;
  }

  readonly rungs = ['terminate', 'SIGTERM', 'SIGKILL'].map((name) => ({
    name,
    run: () => {
      this.tried.push(name);
      if (name === this.obeys) this.end({ exitCode: 0 });
      if (name === 'SIGKILL') this.end({ signal: 'SIGKILL' });
    },
  })) as unknown as Incarnation['rungs'];

  drain(): Promise<void> {
    return Promise.resolve();
  }

  end(end: IncarnationEnd): void {
    this.becomes.reject(new EndedEarly());
    this.over.resolve(end);
  }

  getReady(): void {
    const self = this;
    const link = {
      name: 'fake/rep-0',
      isReady: true,
      get inFlight() {
        return self.inFlight;
      },
      description: undefined,
      canTake: () => true,
      subscribe: () => () => {},
      closed: this.lost.promise,
      call: () => this.answer.promise,
      fail: (error: RuntimeError) => this.answer.reject(error),
      close: async () => {
        this.isLinkClosed = true;
      },
    } as unknown as Link;
    this.becomes.resolve({ link, listenAddress: undefined });
  }
}

function makePea(overrides: Partial<PeaSpec> = {}, logger: Logger = SILENT_LOGGER) {
  const incarnations: FakeIncarnation[] = [];
  const events: PeaEvent[] = [];
  const spec = {
    name: 'fake/rep-0',
    timeoutReadyMs: 1000,
    timeoutCtrlMs: 500,
    restart: { mode: 'on-failure', maxFailedStarts: 2, delayMs: 100, maxDelayMs: 1000 },
    quiet: false,
    ...overrides,
  } as PeaSpec;
  const spawn = (hooks: IncarnationHooks) => {
    const incarnation = new FakeIncarnation(hooks);
    incarnations.push(incarnation);
    return incarnation;
  };
  const pea = new SupervisedPea(spec, spawn, logger, SYSTEM_CLOCK);
  pea.onEvent((event) => events.push(event));
  const last = () => incarnations.at(-1) as FakeIncarnation;
  const start = async () => {
    const started = pea.start();
    last().getReady();
    await started;
  };
  return { pea, incarnations, events, last, start };
}

const NEVER = { mode: 'never', maxFailedStarts: 1, delayMs: 1, maxDelayMs: 1 } as const;

const rejected = (promise: Promise<unknown>) =>
  promise.then(
    () => expect.unreachable('it must reject'),
    (thrown: unknown) => thrown as RuntimeError,
  );

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('SupervisedPea', () => {
  it('closes the link of a start that was called off in the moment in which it became ready', async () => {
    const { pea, last } = makePea();
    const abort = new AbortController();
    const start = rejected(pea.start({ signal: abort.signal }));
    abort.abort();
    last().getReady();

    expect((await start).code).toBe('cancelled');
    expect(last().isLinkClosed).toBe(true);
    expect(pea.state).toBe('stopped');
  });

  it('waits no longer than the deadline of a call to learn why its link was lost', async () => {
    const { pea, start, last } = makePea();
    await start();
    const deadlineMs = SYSTEM_CLOCK.now() + 300;
    const call = rejected(pea.call({ envelope: { kind: 'call', sequence: 0, requestId: 'r1', endpoint: '/x', deadlineMs }, payloads: [] }));

    last().answer.reject(new RuntimeError('transport_lost', 'cut off'));
    await vi.advanceTimersByTimeAsync(300);

    expect((await call).code).toBe('transport_lost');
  });

  it('gives up a silent start and takes what was started down by force', async () => {
    const { pea, last } = makePea();
    const start = rejected(pea.start());
    last().hooks.onProgress('importing');
    await vi.advanceTimersByTimeAsync(900);
    last().hooks.onOutput('stdout', Buffer.from('still here\n'));
    await vi.advanceTimersByTimeAsync(900);
    expect(pea.state).toBe('starting');

    await vi.advanceTimersByTimeAsync(200);

    const error = await start;
    expect(error).toMatchObject({ code: 'runtime_start_timeout', details: { waitingFor: 'importing', lastLines: ['still here'] } });
    expect(last().tried).toEqual(['SIGKILL']);
    expect(pea.state).toBe('failed');
    expect(vi.getTimerCount()).toBe(0);
  });

  it('waits for ever with a limit of -1', async () => {
    const { pea, last } = makePea({ timeoutReadyMs: -1 });
    const start = pea.start();

    await vi.advanceTimersByTimeAsync(10_000_000);
    last().getReady();
    await start;

    expect(pea.state).toBe('ready');
  });

  it('doubles the pause before each restart and gives up at the limit', async () => {
    const { pea, incarnations, events, last, start } = makePea();
    await start();
    last().end({ exitCode: 1 });
    await vi.advanceTimersByTimeAsync(0);
    await vi.advanceTimersByTimeAsync(99);
    expect(incarnations).toHaveLength(1);
    expect(pea.failure).toBeUndefined();
    await vi.advanceTimersByTimeAsync(1);
    expect(incarnations).toHaveLength(2);

    last().end({ exitCode: 1 });
    await vi.advanceTimersByTimeAsync(0);
    await vi.advanceTimersByTimeAsync(199);
    expect(incarnations).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(1);
    last().end({ exitCode: 1 });
    await vi.advanceTimersByTimeAsync(0);

    expect(pea.state).toBe('failed');
    expect(pea.failure).toMatchObject({ code: 'runtime_start_failed' });
    expect(events.filter(({ type }) => type === 'waiting')).toContainEqual({ type: 'waiting', what: 'restart in 200 ms' });
    expect(vi.getTimerCount()).toBe(0);
  });

  it('starts counting anew after a start that became ready', async () => {
    const { pea, last, start } = makePea();
    await start();
    for (let round = 0; round < 4; round++) {
      last().end({ exitCode: 1 });
      await vi.advanceTimersByTimeAsync(0);
      await vi.advanceTimersByTimeAsync(100);
      last().end({ exitCode: 1 });
      await vi.advanceTimersByTimeAsync(0);
      await vi.advanceTimersByTimeAsync(200);
      last().getReady();
      await vi.advanceTimersByTimeAsync(0);
    }

    expect(pea.state).toBe('ready');
  });

  it('logs the error that an Executor died of, with the stack of the code that threw', async () => {
    const logged: unknown[] = [];
    const { start, last, pea } = makePea(
      { restart: NEVER },
      createLogger((level, message, fields) => logged.push({ level, message, fields })),
    );
    await start();
    const error = new RuntimeError('executor_died', 'user code threw where nobody catches');

    last().end({ exitCode: 1, error });
    await vi.advanceTimersByTimeAsync(0);

    expect(pea.state).toBe('failed');
    expect(logged).toContainEqual({
      level: 'error',
      message: 'executor died',
      fields: expect.objectContaining({ err: error, exitCode: 1 }),
    });
  });

  it('tells how the Executor died when the link only knows that it was cut off', async () => {
    const { pea, last, start } = makePea();
    await start();
    const call = rejected(pea.call(REQUEST));

    last().answer.reject(new RuntimeError('transport_lost', 'the port closed', { details: { started: false } }));
    last().end({ exitCode: 137, error: new RuntimeError('executor_died', 'out of memory') });

    expect(await call).toMatchObject({ code: 'executor_died', details: { exitCode: 137, started: false } });
    expect((await call).message).toContain('out of memory');
  });

  it('passes other errors of a link on as they are', async () => {
    const { pea, last, start } = makePea();
    await start();
    const exhausted = new RuntimeError('resource_exhausted', 'full');

    last().answer.reject(exhausted);

    expect(await rejected(pea.call(REQUEST))).toBe(exhausted);
  });

  it('replaces an incarnation whose link broke although it lives', async () => {
    const { incarnations, last, start } = makePea();
    await start();

    last().lost.resolve(new RuntimeError('transport_lost', 'silent for 10 s'));
    await vi.advanceTimersByTimeAsync(0);
    await vi.advanceTimersByTimeAsync(300);

    expect(incarnations[0]?.tried).toEqual(['SIGKILL']);
    await vi.advanceTimersByTimeAsync(0);
    await vi.advanceTimersByTimeAsync(100);
    expect(incarnations).toHaveLength(2);
  });

  it('drains before it asks, and climbs the ladder', async () => {
    const { pea, events, last, start } = makePea();
    await start();
    last().obeys = 'SIGTERM';
    last().inFlight = 1;

    const stop = pea.stop({ graceMs: 1000 });
    await vi.advanceTimersByTimeAsync(500);
    expect(last().tried).toEqual([]);
    last().inFlight = 0;
    await vi.advanceTimersByTimeAsync(10);
    expect(last().tried).toEqual(['terminate']);
    await vi.advanceTimersByTimeAsync(500);
    await stop;

    expect(last().tried).toEqual(['terminate', 'SIGTERM']);
    expect(events.at(-2)).toMatchObject({ type: 'exit', exit: { reason: 'stopped', exitCode: 0, forced: false } });
    expect(pea.state).toBe('stopped');
  });

  it('says so, and ends, when even force does not end it', async () => {
    const { pea, last, start } = makePea();
    await start();
    last().obeys = 'nothing';
    last().rungs.forEach((rung) => {
      (rung as { run: () => void }).run = () => {};
    });

    const stop = pea.stop();
    for (let rung = 0; rung < 3; rung++) {
      await vi.advanceTimersByTimeAsync(0);
      await vi.advanceTimersByTimeAsync(500);
    }
    await stop;

    expect(pea.state).toBe('stopped');
  });

  it('refuses a start while it stops', async () => {
    const { pea, last, start } = makePea();
    await start();
    last().obeys = 'SIGTERM';
    const stop = pea.stop();

    expect(await rejected(pea.start())).toMatchObject({ code: 'runtime_draining' });

    await vi.advanceTimersByTimeAsync(1000);
    await stop;
  });

  it('does not start at all when the signal has fired', async () => {
    const { pea, incarnations } = makePea();

    expect(await rejected(pea.start({ signal: AbortSignal.abort() }))).toMatchObject({ code: 'cancelled' });

    expect(incarnations).toHaveLength(0);
    expect(pea.state).toBe('idle');
  });
});
