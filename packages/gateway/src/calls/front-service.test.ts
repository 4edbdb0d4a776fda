import type { Message } from '@zedflow/core-protocol';
import { type CallService, type Logger, type Metrics, NO_METRICS, SILENT_LOGGER } from '@zedflow/runtime-api';
import { describe, expect, it } from 'vitest';
import { echoFlow } from '../../test/fixtures/echo-flow.js';
import { createFrontService } from './front-service.js';

function setUp(options: { slowCallMs?: number; tookMs?: number; metrics?: Metrics; service?: CallService } = {}) {
  const lines: [string, unknown][] = [];
  const logger: Logger = { ...SILENT_LOGGER, warn: (message, fields) => lines.push([message, fields]) };
  let nowMs = 0;
  const { service, executor } = echoFlow();
  const front = createFrontService(
    {
      service: options.service ?? service,
      interceptors: [],
      maxDocuments: 1000,
      defaultTimeoutMs: -1,
      slowCallMs: options.slowCallMs ?? -1,
      clock: { now: () => (nowMs += options.tookMs ?? 1), after: () => () => {} },
      logger,
      metrics: options.metrics ?? NO_METRICS,
    },
    'http',
  );
  return { front, lines, executor };
}

const request = (endpoint = '/echo'): Message => ({
  envelope: { kind: 'call', sequence: 0, requestId: 'r1', endpoint, contentType: 'json', accept: ['json'] },
  payloads: [Buffer.from('[]')],
});

async function drain(stream: AsyncIterable<Message>): Promise<void> {
  for await (const _ of stream);
}

/** Adds up what is measured, by name. */
function summing(): { metrics: Metrics; sums: Record<string, number> } {
  const sums: Record<string, number> = {};
  const adder =
    (name: string) =>
    (value = 1) => {
      sums[name] = (sums[name] ?? 0) + value;
    };
  const metrics: Metrics = {
    counter: (name) => ({ add: adder(name) }),
    histogram: (name) => ({ record: () => adder(name)(1) }),
    gauge: (name) => ({
      set: (value) => {
        sums[name] = value;
      },
    }),
  };
  return { metrics, sums };
}

describe('the slow-call log', () => {
  it('names call, endpoint and the time in each node', async () => {
    const { front, lines } = setUp({ slowCallMs: 100, tookMs: 150 });

    await front.call(request());

    expect(lines.length).toBe(1);
    expect(lines[0]).toMatchObject([
      'slow call',
      { requestId: 'r1', endpoint: '/echo', protocol: 'http', durationMs: 150, nodes: { echo: expect.any(Number) } },
    ]);
  });

  it('says nothing of calls that are quick, or without the option', async () => {
    const quick = setUp({ slowCallMs: 100, tookMs: 1 });
    const off = setUp({ tookMs: 150 });

    await quick.front.call(request());
    await off.front.call(request());

    expect([...quick.lines, ...off.lines]).toEqual([]);
  });

  it('names the code of a slow call that failed', async () => {
    const { front, lines } = setUp({ slowCallMs: 100, tookMs: 150 });

    await front.call(request('/dead')).catch(() => {});

    expect(lines[0]?.[1]).toMatchObject({ code: 'unavailable' });
  });
});

describe('the metrics of a gateway', () => {
  it('count what was answered, failed and is pending', async () => {
    const { metrics, sums } = summing();
    const { front } = setUp({ metrics });

    await front.call(request());
    await front.call(request('/boom'));
    await front.call(request('/dead')).catch(() => {});
    await drain(front.stream(request('/chat')));
    for await (const _ of front.stream(request('/chat'))) break;

    expect(sums).toEqual({
      jina_successful_requests: 2,
      jina_failed_requests: 2,
      jina_receiving_request_seconds: 2,
      jina_number_of_pending_requests: 0,
    });
  });
});
