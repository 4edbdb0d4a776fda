import {
  type ContentType,
  type Document,
  decodeDocuments,
  type Envelope,
  encodeDocuments,
  type Message,
  ndArray,
} from '@zedflow/core-protocol';
import { NO_METRICS, SILENT_LOGGER } from '@zedflow/runtime-api';
import { describe, expect, it } from 'vitest';
import type { RequestsTable } from '../endpoint-options.js';
import { Executor, type ExecutorClass } from '../executor.js';
import { hostExecutorClass } from './host-executor-class.js';

function startHost(executorClass: ExecutorClass) {
  return hostExecutorClass(
    executorClass,
    { with: {}, metas: {}, requests: {}, label: executorClass.name },
    {
      name: 'embed/rep-0',
      deployment: 'embed',
      workspace: '/nowhere',
      shardId: 0,
      replicaId: 0,
      logger: SILENT_LOGGER,
      metrics: NO_METRICS,
      onProgress: () => {},
    },
  );
}

function request(endpoint: string, docs: Document[], more: Partial<Envelope>, type: ContentType = 'json'): Message {
  return {
    envelope: { kind: 'call', sequence: 7, requestId: 'r1', endpoint, contentType: type, ...more },
    payloads: [encodeDocuments(type, docs)],
  };
}

function documents({ envelope, payloads }: Message): Document[] {
  return payloads[0] === undefined ? [] : decodeDocuments(envelope.contentType ?? 'json', payloads[0]);
}

class Embed extends Executor {
  static requests: RequestsTable = { '/embed': 'embed', '/read': 'read', '/text': 'text' };

  embed(docs: Document[]) {
    for (const doc of docs) doc['chunks'] = [{ embedding: ndArray(Float32Array.of(0.5)) }];
  }

  read(docs: Document[]): Document[] {
    return docs.map(({ tensor, blob, list }) => ({ text: JSON.stringify([tensor?.dtype, blob?.byteLength, list]) }));
  }

  text() {}
}

describe('between the nodes of a call that came as JSON', () => {
  const between = { accept: ['json', 'jina/v2', 'jina/v1'] as ContentType[] };

  it('tensors are answered in a form that keeps their dtype, without ids that nobody has made', async () => {
    const host = await startHost(Embed);
    const reply = await host.call(request('/embed', [{ id: '1', text: 'a' }], between));

    expect(reply.envelope.contentType).toBe('jina/v2');
    expect(documents(reply)).toEqual([{ id: '1', text: 'a', chunks: [{ embedding: ndArray(Float32Array.of(0.5)) }] }]);
  });

  it('documents without tensors stay JSON', async () => {
    const host = await startHost(Embed);

    expect((await host.call(request('/text', [{ text: 'a' }], between))).envelope.contentType).toBe('json');
  });

  it('what came in such a form is read as the JSON that it was', async () => {
    const host = await startHost(Embed);
    const doc = { tensor: [1, 2], blob: 'AAE=', list: [1] } as unknown as Document;
    const texts = [];
    for (const type of ['json', 'jina/v2'] as const) {
      const reply = await host.call(request('/read', [doc], { accept: ['json'] }, type));
      texts.push(documents(reply).map(({ text }) => text));
    }

    expect(texts[0]).toEqual(['["float64",2,[1]]']);
    expect(texts[1]).toEqual(texts[0]);
  });
});
