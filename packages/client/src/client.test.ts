import { type Message, RuntimeError } from '@zedflow/core-protocol';
import { describe, expect, it } from 'vitest';
import { Client } from './client.js';
import { resolveClientOptions } from './client-options.js';
import type { Transport } from './transport/transport.js';

/** A transport that answers each request through `answer`. */
function clientOver(answer: (request: Message, signal: AbortSignal) => Promise<Message> | Message) {
  const requests: Message[] = [];
  const transport: Transport = {
    contentType: 'json',
    open: () => ({
      send: async (request, { signal }) => {
        requests.push(request);
        return answer(request, signal);
      },
      close: () => {},
    }),
    streamDoc: async function* (request, { signal }) {
      requests.push(request);
      yield await answer(request, signal);
    },
    isReady: async () => true,
    close: async () => {},
  };
  return { client: new Client(resolveClientOptions({ port: 1 }), transport), requests };
}

const echo = (request: Message): Message => ({ ...request, envelope: { ...request.envelope, kind: 'reply' } });

const failed = (request: Message): Message => ({
  ...request,
  envelope: {
    ...request.envelope,
    kind: 'reply',
    status: {
      code: 'ERROR',
      description: "ValueError('boom')",
      exception: { name: 'ValueError', args: ['boom'], stacks: [], executor: 'Encoder' },
    },
  },
});

const untilAborted = (_: Message, signal: AbortSignal) =>
  new Promise<never>((_resolve, reject) => signal.addEventListener('abort', () => reject(RuntimeError.from(signal.reason))));

describe('Client.post', () => {
  it('gives back the documents of all answers in the order of the inputs', async () => {
    const { client, requests } = clientOver(echo);

    const documents = await client.post('/x', ['a', 'b', 'c'], { requestSize: 2 });

    expect(documents.map(({ text }) => text)).toEqual(['a', 'b', 'c']);
    expect(requests).toHaveLength(2);
  });

  it('sends endpoint, parameters, target and a fresh id with every request', async () => {
    const { client, requests } = clientOver(echo);

    await client.post('/x', ['a', 'b'], { requestSize: 1, parameters: { top: 3 }, targetExecutor: 'enc.*' });

    expect(requests[0]?.envelope).toMatchObject({ endpoint: '/x', parameters: { top: 3 }, targetExecutor: 'enc.*', kind: 'call' });
    expect(requests[0]?.envelope.requestId).not.toBe(requests[1]?.envelope.requestId);
  });

  it('throws executor_failed with the exception of the handler', async () => {
    const { client } = clientOver(failed);

    await expect(client.post('/x', 'a')).rejects.toMatchObject({
      code: 'executor_failed',
      details: { name: 'ValueError', executor: 'Encoder' },
    });
  });

  it('hands a failed answer to onError and does not throw then', async () => {
    const { client } = clientOver(failed);
    const seen: string[] = [];

    const documents = await client.post('/x', 'a', {
      onDone: () => void seen.push('done'),
      onError: (response) => void seen.push(response.status.description ?? ''),
      onAlways: () => void seen.push('always'),
    });

    expect(documents).toEqual([]);
    expect(seen).toEqual(["ValueError('boom')", 'always']);
  });

  it('calls onDone and onAlways for each answer', async () => {
    const { client } = clientOver(echo);
    const seen: string[] = [];

    await client.post('/x', ['a', 'b'], {
      requestSize: 1,
      onDone: ({ docs }) => void seen.push(String(docs[0]?.text)),
      onAlways: () => void seen.push('always'),
    });

    expect(seen).toEqual(['a', 'always', 'b', 'always']);
  });

  it('tries again what may be tried again, up to maxAttempts', async () => {
    let attempts = 0;
    const { client } = clientOver((request) => {
      attempts++;
      if (attempts < 3) throw new RuntimeError('unavailable', 'not yet');
      return echo(request);
    });

    await client.post('/x', 'a', { maxAttempts: 3, initialBackoffMs: 1, maxBackoffMs: 1 });

    expect(attempts).toBe(3);
  });

  it('does not try again by default, nor what cannot succeed', async () => {
    let attempts = 0;
    const { client } = clientOver(() => {
      attempts++;
      throw new RuntimeError(attempts === 1 ? 'unavailable' : 'invalid_argument', 'no');
    });

    await expect(client.post('/x', 'a')).rejects.toMatchObject({ code: 'unavailable' });
    await expect(client.post('/x', 'a', { maxAttempts: 9 })).rejects.toMatchObject({ code: 'invalid_argument' });
    expect(attempts).toBe(2);
  });

  it('ends with deadline_exceeded after timeoutMs, and tells the server the deadline', async () => {
    const { client, requests } = clientOver(untilAborted);

    await expect(client.post('/x', 'a', { timeoutMs: 10 })).rejects.toMatchObject({ code: 'deadline_exceeded' });
    expect(requests[0]?.envelope.deadlineMs).toBeGreaterThan(0);
  });

  it("ends with cancelled when the caller's signal fires", async () => {
    const { client } = clientOver(untilAborted);
    const controller = new AbortController();
    const call = client.post('/x', 'a', { signal: controller.signal });

    controller.abort();

    await expect(call).rejects.toMatchObject({ code: 'cancelled' });
  });

  it.each(['requestSize', 'maxInFlight', 'maxAttempts'])('refuses %s = 0', async (name) => {
    const { client } = clientOver(echo);

    await expect(client.post('/x', 'a', { [name]: 0 })).rejects.toThrow(`options.${name} must be a positive integer, got 0`);
  });
});

describe('Client.streamDoc', () => {
  it('yields the documents of each item', async () => {
    const { client } = clientOver(echo);
    const texts: unknown[] = [];

    for await (const document of client.streamDoc('/chat', 'hi')) texts.push(document.text);

    expect(texts).toEqual(['hi']);
  });

  it('throws what the handler threw', async () => {
    const { client } = clientOver(failed);

    await expect(client.streamDoc('/chat', 'hi').next()).rejects.toMatchObject({ code: 'executor_failed' });
  });
});

describe('Client.profile', () => {
  it('splits the round trip by the times of the routes', async () => {
    const { client } = clientOver((request) => ({
      ...request,
      envelope: {
        ...request.envelope,
        kind: 'reply',
        routes: [
          { executor: 'gateway', startMs: 1_000, endMs: 1_010 },
          { executor: 'a', startMs: 1_001, endMs: 1_005 },
          { executor: 'skipped', startMs: 1_006 },
        ],
      },
    }));

    expect(await client.profile()).toMatchObject({ gatewayMs: 10, routingMs: 6, executors: { a: 4 } });
  });

  it('says so when the server tells no times', async () => {
    const { client } = clientOver(echo);

    await expect(client.profile()).rejects.toMatchObject({ code: 'protocol_malformed' });
  });
});
