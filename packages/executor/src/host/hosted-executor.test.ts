import { type ContentType, type Document, decodeDocuments, type Envelope, encodeDocuments, type Message } from '@zedflow/core-protocol';
import { type Logger, NO_METRICS, SILENT_LOGGER } from '@zedflow/runtime-api';
import { describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import type { CallContext } from '../call-context.js';
import type { RequestsTable } from '../endpoint-options.js';
import { Executor, type ExecutorClass } from '../executor.js';
import { hostExecutorClass } from './host-executor-class.js';

function startHost(
  executorClass: ExecutorClass,
  source: { with?: object; requests?: Record<string, string>; metas?: object } = {},
  logger?: Logger,
  exposeStacks = false,
) {
  return hostExecutorClass(
    executorClass,
    { with: {}, metas: {}, requests: {}, label: executorClass.name, ...source } as Parameters<typeof hostExecutorClass>[1],
    {
      name: 'sample/rep-0',
      deployment: 'sample',
      workspace: '/nowhere',
      shardId: 0,
      replicaId: 0,
      logger: logger ?? SILENT_LOGGER,
      metrics: NO_METRICS,
      onProgress: () => {},
      exposeStacks,
    },
  );
}

function request(endpoint: string, docs: Document[], more: Partial<Envelope> = {}, type: ContentType = 'json'): Message {
  return {
    envelope: { kind: 'call', sequence: 7, requestId: 'r1', endpoint, contentType: type, ...more },
    payloads: docs.length === 0 ? [] : [encodeDocuments(type, docs)],
  };
}

function documents({ envelope, payloads }: Message): Document[] {
  return payloads[0] === undefined ? [] : decodeDocuments(envelope.contentType ?? 'json', payloads[0]);
}

async function collect(messages: AsyncIterable<Message>): Promise<Message[]> {
  const all: Message[] = [];
  for await (const message of messages) all.push(message);
  return all;
}

class Sample extends Executor<{ mark?: string }> {
  static requests: RequestsTable = {
    '/same': 'same',
    '/fresh': 'fresh',
    '/inplace': 'inPlace',
    '/results': 'results',
    '/async': 'asynchronous',
    '/single': { method: 'one', single: true },
    '/fail': 'fail',
    '/number': 'number',
    '/mixed': 'mixed',
    '/words': 'words',
    '/slow-words': 'slowWords',
    '/wrapped': 'wrapped',
    '/wrapped-stream': { method: 'wrapped', stream: true },
    '/context': 'context',
  };
  same(docs: Document[]) {
    for (const doc of docs) doc.text = `${doc.text}!`;
    return docs;
  }
  fresh(docs: Document[]) {
    return docs.map(({ text }) => ({ text: `new ${text}` }));
  }
  inPlace(docs: Document[]) {
    for (const doc of docs) doc.text = 'changed';
  }
  results(docs: Document[]) {
    return { count: docs.length, nothing: undefined };
  }
  async asynchronous(docs: Document[]) {
    await Promise.resolve();
    return [...docs].reverse();
  }
  one(doc: Document) {
    return doc.text === 'drop' ? undefined : { text: `one ${doc.text}` };
  }
  fail() {
    throw new RangeError('too far');
  }
  number() {
    return 3;
  }
  mixed(docs: Document[]) {
    return [...docs, 'text'];
  }
  *words(doc: Document) {
    for (const text of (doc.text ?? '').split(' ')) {
      if (text === 'boom') throw new Error('no such word');
      yield { text };
    }
  }
  async *slowWords(doc: Document, ctx: CallContext) {
    try {
      for (const text of (doc.text ?? '').split(' ')) yield { text };
    } finally {
      seen.push(ctx.signal.aborted);
    }
  }
  wrapped(doc: Document) {
    return this.words(doc);
  }
  context(_docs: Document[], ctx: CallContext) {
    const { parameters, endpoint, requestId, headers, traceparent, docsMatrix, docsMap } = ctx;
    return { parameters, endpoint, requestId, headers, traceparent, matrix: docsMatrix, map: docsMap } as Record<string, unknown>;
  }
}
const seen: boolean[] = [];

describe('call', () => {
  it.each([
    ['/same', ['a!', 'b!']],
    ['/fresh', ['new a', 'new b']],
    ['/inplace', ['changed', 'changed']],
    ['/async', ['b', 'a']],
    ['/single', ['one a', 'one b']],
    ['/results', ['a', 'b']],
    ['/words', ['a', 'b']],
    ['/wrapped-stream', ['a', 'b']],
  ])('answers %s with the documents that the handler means', async (endpoint, texts) => {
    const host = await startHost(Sample);

    const reply = await host.call(request(endpoint, [{ text: 'a' }, { text: 'b' }]));

    expect(reply.envelope).toMatchObject({ kind: 'reply', sequence: 7, requestId: 'r1', status: { code: 'SUCCESS' } });
    expect(documents(reply).map(({ text }) => text)).toEqual(texts);
  });

  it('puts results under the name of the Pea, beside those of earlier nodes', async () => {
    const host = await startHost(Sample);

    const reply = await host.call(request('/results', [{}], { parameters: { top: 3, __results__: { 'a/rep-0': { x: 1 } } } }));

    expect(reply.envelope.parameters).toEqual({ top: 3, __results__: { 'a/rep-0': { x: 1 }, 'sample/rep-0': { count: 1 } } });
  });

  it('hands the payload back untouched when there is neither the endpoint nor /default', async () => {
    const host = await startHost(Sample);
    const garbage = { envelope: request('/other', []).envelope, payloads: [new Uint8Array([255, 1, 2])] };

    const reply = await host.call(garbage);

    expect(reply.payloads[0]).toBe(garbage.payloads[0]);
  });

  it('sends what has no endpoint to /default, but never a dry run', async () => {
    const host = await startHost(Sample, { requests: { '/default': 'fresh' } });

    expect(documents(await host.call(request('/other', [{ text: 'a' }])))[0]?.text).toBe('new a');
    expect(documents(await host.call(request('_jina_dry_run_', [{ text: 'a' }])))[0]?.text).toBe('a');
  });

  it('answers in the form that the caller accepts, handled or not', async () => {
    const host = await startHost(Sample);

    for (const endpoint of ['/fresh', '/other']) {
      const reply = await host.call(request(endpoint, [{ id: 'x', text: 'a' }], { accept: ['jina/v2'] }));
      expect(reply.envelope.contentType).toBe('jina/v2');
      expect(documents(reply)[0]?.text).toMatch(/a$/);
    }
  });

  it('makes an ERROR status of what a handler throws and logs it with its stack', async () => {
    const error = vi.fn();
    const host = await startHost(Sample, {}, { ...SILENT_LOGGER, error });

    const reply = await host.call(request('/fail', [{ text: 'a' }]));

    expect(reply.envelope.status).toMatchObject({
      code: 'ERROR',
      description: "RangeError('too far')",
      exception: { name: 'RangeError', args: ['too far'], executor: 'Sample' },
    });
    expect(documents(reply)).toEqual([{ text: 'a' }]);
    expect(error).toHaveBeenCalledExactlyOnceWith(
      'a handler threw',
      expect.objectContaining({ requestId: 'r1', err: expect.any(RangeError) }),
    );
  });

  it('puts stacks on the wire only if that is allowed', async () => {
    const stacksOf = async (exposeStacks: boolean) => {
      const host = await startHost(Sample, {}, SILENT_LOGGER, exposeStacks);
      return (await host.call(request('/fail', []))).envelope.status?.exception?.stacks;
    };

    expect(await stacksOf(false)).toEqual([]);
    expect((await stacksOf(true))?.join('')).toContain('hosted-executor.test.ts');
  });

  it.each([
    ['/number', /Sample.number \(\/number\) returned the number 3/],
    ['/mixed', /element 1 is a string/],
    ['/wrapped', /returned a generator.*stream: true/],
  ])('tells what is wrong with the return value of %s', async (endpoint, message) => {
    const host = await startHost(Sample);

    const { status } = (await host.call(request(endpoint, [{ text: 'a' }]))).envelope;

    expect(status?.exception?.args[0]).toMatch(/^\[executor_bad_result\]/);
    expect(status?.exception?.args[0]).toMatch(message);
  });

  it('tells the handler of the call', async () => {
    const host = await startHost(Sample, { metas: { name: 'boss' } });

    const reply = await host.call(request('/context', [], { parameters: { a: 1, boss: { a: 2 } }, headers: { k: 'v' }, traceparent: 't' }));

    expect(reply.envelope.parameters?.['__results__']).toEqual({
      'sample/rep-0': {
        parameters: { a: 2, boss: { a: 2 } },
        endpoint: '/context',
        requestId: 'r1',
        headers: { k: 'v' },
        traceparent: 't',
      },
    });
  });

  it('gives joined parts as a matrix and by name, and the handler all of their documents', async () => {
    const host = await startHost(Sample);
    const parts = ['a', 'b'].map((text) => encodeDocuments('json', [{ text }]));

    const joined: Message = { envelope: { ...request('/context', []).envelope, parts: ['left', 'right'] }, payloads: parts };
    const reply = await host.call(joined);

    const [left, right] = [[{ text: 'a' }], [{ text: 'b' }]];
    expect(reply.envelope.parameters?.['__results__']).toMatchObject({ 'sample/rep-0': { matrix: [left, right], map: { left, right } } });
    expect(documents(reply).map(({ text }) => text)).toEqual(['a', 'b']);
  });

  it('rejects a call that nobody waits for, without calling the handler', async () => {
    const host = await startHost(Sample);

    await expect(host.call(request('/same', [], { deadlineMs: Date.now() - 1 }))).rejects.toMatchObject({ code: 'deadline_exceeded' });
    await expect(host.call(request('/same', []), { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('rejects documents that are no documents', async () => {
    const host = await startHost(Sample);

    const call = host.call({ envelope: request('/same', []).envelope, payloads: [Buffer.from('[{')] });

    await expect(call).rejects.toMatchObject({ code: 'protocol_malformed' });
  });

  it('fires the signal of the handler with that of the caller, and rejects with what that was', async () => {
    class Waiter extends Executor {
      static requests = { '/wait': 'wait' };
      wait(_docs: Document[], { signal }: CallContext) {
        return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)));
      }
    }
    const host = await startHost(Waiter);
    const caller = new AbortController();

    const left = host.call(request('/wait', []), { signal: caller.signal });
    const late = host.call(request('/wait', [], { deadlineMs: Date.now() + 5 }));
    caller.abort();

    await expect(left).rejects.toMatchObject({ code: 'cancelled' });
    await expect(late).rejects.toMatchObject({ code: 'deadline_exceeded' });
  });
});

describe('stream', () => {
  it('gives the items of a generator one by one, for each document, and one end', async () => {
    const host = await startHost(Sample);

    const messages = await collect(host.stream(request('/words', [{ text: 'a b' }, { text: 'c' }])));

    expect(messages.map(({ envelope }) => envelope.kind)).toEqual(['item', 'item', 'item', 'end']);
    expect(messages.flatMap(documents).map(({ text }) => text)).toEqual(['a', 'b', 'c']);
    expect(messages.at(-1)?.envelope.status?.code).toBe('SUCCESS');
  });

  it('ends with the error of the generator after the items before it', async () => {
    const host = await startHost(Sample);

    const messages = await collect(host.stream(request('/words', [{ text: 'a boom' }])));

    expect(messages.map(({ envelope }) => envelope.kind)).toEqual(['item', 'end']);
    expect(messages.at(-1)?.envelope.status).toMatchObject({ code: 'ERROR', description: "Error('no such word')" });
  });

  it('ends the generator and fires its signal when the caller leaves', async () => {
    seen.length = 0;
    const host = await startHost(Sample);

    for await (const message of host.stream(request('/slow-words', [{ text: 'a b c' }]))) {
      expect(message.envelope.kind).toBe('item');
      break;
    }

    expect(seen).toEqual([true]);
  });

  it('answers a plain endpoint with one ERROR end', async () => {
    const host = await startHost(Sample);

    const messages = await collect(host.stream(request('/same', [{ text: 'a' }])));

    expect(messages).toHaveLength(1);
    expect(messages[0]?.envelope).toMatchObject({ kind: 'end', status: { code: 'ERROR' } });
  });

  it('hands documents back unchanged when there is no handler', async () => {
    const host = await startHost(Sample);

    const messages = await collect(host.stream(request('/other', [{ text: 'a' }])));

    expect(messages.map(({ envelope }) => envelope.kind)).toEqual(['item', 'end']);
    expect(messages.flatMap(documents)).toEqual([{ text: 'a' }]);
  });
});

describe('a generator that computes between its items', () => {
  it('lets each item leave the thread before it makes the next one', async () => {
    const steps: string[] = [];
    class Computing extends Executor {
      static requests = { '/count': 'count' };
      *count() {
        for (let n = 0; n < 3; n++) {
          steps.push(`make ${n}`);
          const endMs = Date.now() + 20;
          while (Date.now() < endMs);
          yield { n };
        }
      }
    }
    const host = await startHost(Computing);

    // As a link does: what is to be sent leaves with the next turn of the event loop.
    for await (const message of host.stream(request('/count', [{}]))) {
      if (message.envelope.kind === 'item') setImmediate(() => steps.push(`sent ${documents(message)[0]?.['n']}`));
    }

    expect(steps).toEqual(['make 0', 'sent 0', 'make 1', 'sent 1', 'make 2', 'sent 2']);
  });
});

describe('a generator that never ends and never waits', () => {
  class Endless extends Executor {
    static requests = { '/count': 'count' };
    ended = 0;
    *count() {
      try {
        for (let n = 0; ; n++) yield { n };
      } finally {
        this.ended += 1;
      }
    }
  }

  it('is ended when the caller leaves', async () => {
    const host = await startHost(Endless);
    const caller = new AbortController();
    setImmediate(() => caller.abort());

    const stream = collect(host.stream(request('/count', [{}]), { signal: caller.signal }));

    await expect(stream).rejects.toMatchObject({ code: 'cancelled' });
    expect((host.executor as Endless).ended).toBe(1);
  });

  it('is ended at the deadline, also when its items are collected', async () => {
    const host = await startHost(Endless);

    await expect(host.call(request('/count', [{}], { deadlineMs: Date.now() + 20 }))).rejects.toMatchObject({ code: 'deadline_exceeded' });
    expect((host.executor as Endless).ended).toBe(1);
  });
});

describe('schemas', () => {
  class Typed extends Executor<{ size: number }> {
    static options = z.object({ size: z.number().default(4) });
    static requests: RequestsTable = {
      '/typed': {
        method: 'typed',
        input: z.object({ text: z.string(), size: z.number().default(1) }).meta({ title: 'Question' }),
        output: z.object({ text: z.string().max(5) }),
        parameters: z.object({ top: z.coerce.number().int() }),
      },
    };
    typed(docs: Document[], ctx: CallContext<{ top: number }>) {
      return docs.map((doc) => ({ ...doc, text: `${doc.text}${doc['size']}${ctx.parameters.top}` }));
    }
  }

  it('validates options and gives their defaults', async () => {
    expect((await startHost(Typed)).executor.options).toEqual({ size: 4 });
    await expect(startHost(Typed, { with: { size: 'x' } })).rejects.toMatchObject({ code: 'config_invalid', message: /with.size/ });
  });

  it('gives the handler what the schemas made, and keeps fields that they do not know', async () => {
    const host = await startHost(Typed);

    const reply = await host.call(request('/typed', [{ text: 'a', other: true }], { parameters: { top: '3' } }));

    expect(documents(reply)).toEqual([{ text: 'a13', size: 1, other: true }]);
  });

  it.each([
    [[{ text: 5 }], { top: 1 }, /document 0.text: .*\/typed/],
    [[{ text: 'a' }, {}], { top: 1 }, /document 1.text/],
    [[{ text: 'a' }], {}, /parameters.top/],
  ])('answers %j with %j by an ERROR that names the field and the endpoint', async (docs, parameters, message) => {
    const host = await startHost(Typed);

    const { status } = (await host.call(request('/typed', docs as Document[], { parameters }))).envelope;

    expect(status?.exception).toMatchObject({ name: 'ValidationError' });
    expect(status?.exception?.args[0]).toMatch(message);
  });

  it('takes a document that the output schema refuses for a fault of the handler', async () => {
    const host = await startHost(Typed);

    const { status } = (await host.call(request('/typed', [{ text: 'much too long' }], { parameters: { top: 1 } }))).envelope;

    expect(status?.exception?.args[0]).toMatch(/executor_bad_result.*output schema/);
  });

  it('describes its endpoints with JSON Schema', async () => {
    const [endpoint] = (await startHost(Typed)).description.endpoints;

    expect(endpoint).toMatchObject({
      name: '/typed',
      input: { name: 'Question', schema: { type: 'object', required: ['text'] } },
      output: { schema: { properties: { text: { type: 'string', maxLength: 5 } } } },
      parameters: { schema: { properties: { top: { type: 'integer' } } } },
    });
    expect(endpoint?.output?.schema).not.toHaveProperty('additionalProperties');
  });

  it('works with a schema that knows no JSON Schema: it validates and is not described', async () => {
    class Plain extends Executor {
      static requests: RequestsTable = {
        '/x': {
          method: 'x',
          input: {
            '~standard': {
              version: 1,
              vendor: 'own',
              validate: async (value) =>
                (value as Document).text === 'ok' ? { value } : { issues: [{ message: 'is not ok', path: ['text'] }] },
            },
          },
        },
      };
      x() {}
    }
    const host = await startHost(Plain);

    expect(host.description.endpoints[0]).not.toHaveProperty('input');
    expect((await host.call(request('/x', [{ text: 'ok' }]))).envelope.status?.code).toBe('SUCCESS');
    expect((await host.call(request('/x', [{ text: 'no' }]))).envelope.status?.exception?.args[0]).toMatch(/document 0.text: is not ok/);
  });
});

describe('life', () => {
  it('has its options also after a bare super() of its own constructor', async () => {
    class Own extends Executor<{ size: number }> {
      readonly double: number;
      constructor() {
        super();
        this.double = this.options.size * 2;
      }
    }

    const host = await startHost(Own, { with: { size: 3 } });

    expect(host.executor).toMatchObject({ options: { size: 3 }, double: 6 });
  });

  it('says which endpoints write: the CRUD names, unless they say otherwise', async () => {
    class Store extends Executor {
      static requests: RequestsTable = {
        '/index': 'a',
        '/delete': { method: 'a', write: false },
        '/put': { method: 'a', write: true },
        '/search': 'a',
      };
      a() {}
    }

    const writes = (await startHost(Store)).description.endpoints.filter(({ write }) => write).map(({ name }) => name);

    expect(writes).toEqual(['/index', '/put']);
  });

  it('fails the start with the error of init and its stack', async () => {
    class Broken extends Executor {
      override async init() {
        throw new Error('no model');
      }
    }

    await expect(startHost(Broken)).rejects.toMatchObject({
      code: 'executor_init_failed',
      message: /Broken.*Error: no model/,
      details: { stack: expect.stringContaining('hosted-executor.test.ts') },
    });
  });

  it('closes once, survives an error in close, and refuses calls from then on', async () => {
    const close = vi.fn(() => {
      throw new Error('late');
    });
    class Closing extends Executor {
      override close = close;
    }
    const host = await startHost(Closing);

    await Promise.all([host.close(), host.close()]);

    expect(close).toHaveBeenCalledTimes(1);
    await expect(host.call(request('/x', []))).rejects.toMatchObject({ code: 'runtime_draining' });
  });

  it('lets calls interleave only where they await', async () => {
    const steps: string[] = [];
    class Interleaved extends Executor {
      static requests = { '/x': 'x' };
      async x(docs: Document[]) {
        steps.push(`${docs[0]?.text} 1`);
        await new Promise((resolve) => setImmediate(resolve));
        steps.push(`${docs[0]?.text} 2`);
      }
    }
    const host = await startHost(Interleaved);

    await Promise.all([host.call(request('/x', [{ text: 'a' }])), host.call(request('/x', [{ text: 'b' }]))]);

    expect(steps).toEqual(['a 1', 'b 1', 'a 2', 'b 2']);
  });
});

describe('documents that come without an id', () => {
  class Ids extends Executor {
    static requests: RequestsTable = {
      '/untyped': 'echo',
      '/typed': { method: 'echo', input: z.object({ text: z.string() }) },
    };
    echo(docs: Document[]) {
      return docs;
    }
  }

  it('have one when the handler sees them, and in the answer', async () => {
    const host = await startHost(Ids);

    const [first, second] = documents(await host.call(request('/untyped', [{ text: 'a' }, { id: 'own', text: 'b' }])));

    expect(first?.id).toMatch(/^[0-9a-f]{32}$/);
    expect(second?.id).toBe('own');
  });

  it('stay without one where a schema says what a document is', async () => {
    const host = await startHost(Ids);

    expect(documents(await host.call(request('/typed', [{ text: 'a' }])))).toEqual([{ text: 'a' }]);
  });
});
