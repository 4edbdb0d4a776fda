import { type Document, decodeParts, encodeDocuments, type Message, type NdArray, withFrames, withoutFrames } from '@zedflow/core-protocol';
import { NO_METRICS, SILENT_LOGGER } from '@zedflow/runtime-api';
import { describe, expect, it } from 'vitest';
import { Executor } from '../executor.js';
import { hostExecutorClass } from './host-executor-class.js';

const ELEMENTS = 32 * 1024;

class Large extends Executor {
  static requests = { '/same': 'same', '/double': 'double', '/own': 'own', '/fail': 'fail' };
  readonly held = new Float32Array(ELEMENTS);
  same() {}
  double(docs: Document[]) {
    for (const { tensor } of docs) for (let i = 0; i < ELEMENTS; i++) (tensor as NdArray).data[i] = 2;
  }
  own(docs: Document[]) {
    for (const doc of docs) doc.tensor = { dtype: 'float32', shape: [ELEMENTS], data: this.held };
  }
  fail() {
    throw new Error('no');
  }
}

function start() {
  const source = { with: {}, metas: {}, requests: {}, label: 'Large' };
  return hostExecutorClass(Large, source, {
    name: 'large/rep-0',
    deployment: 'large',
    workspace: '/nowhere',
    shardId: 0,
    replicaId: 0,
    logger: SILENT_LOGGER,
    metrics: NO_METRICS,
    onProgress: () => {},
  });
}

function request(endpoint: string, contentType: 'jina/v1' | 'jina/v2', accept?: readonly ('json' | 'jina/v1' | 'jina/v2')[]): Message {
  const tensor: NdArray = { dtype: 'float32', shape: [ELEMENTS], data: new Float32Array(ELEMENTS).fill(1) };
  const payloads = [encodeDocuments(contentType, [{ id: 'a', tensor }])];
  const envelope = { kind: 'call', sequence: 1, requestId: 'r', endpoint, contentType, ...(accept && { accept }) } as const;
  const framed = withFrames({ envelope, payloads });
  // As a link hands them out: each in memory of its own.
  return { envelope: framed.envelope, payloads: framed.payloads.map((payload) => Uint8Array.from(payload)) };
}

const tensorOf = ({ envelope, payloads }: Message) => decodeParts(envelope.contentType ?? 'json', payloads)[0]?.[0]?.tensor as NdArray;

describe.each(['jina/v1', 'jina/v2'] as const)('a call with a large tensor in %s', (generation) => {
  it.each(['/same', '/unknown', '/fail'])('is answered by %s with the memory that it came in', async (endpoint) => {
    const call = request(endpoint, generation);
    const reply = await (await start()).call(call);
    expect(reply.envelope.contentType).toBe('zed/frames');
    expect(reply.payloads[1]?.buffer).toBe(call.payloads[1]?.buffer);
  });

  it('is answered with what the handler changed in place', async () => {
    const reply = await (await start()).call(request('/double', generation));
    expect(new Set(tensorOf(withoutFrames(reply)).data as Float32Array)).toEqual(new Set([2]));
  });

  it('is answered with the value as it was, when the Executor goes on changing what it holds', async () => {
    const host = await start();
    const reply = await host.call(request('/own', generation));
    (host.executor as unknown as Large).held.fill(9);
    expect(new Set(tensorOf(reply).data as Float32Array)).toEqual(new Set([0]));
  });

  it('is answered in one payload of the form that the caller reads, when that is another one', async () => {
    const other = generation === 'jina/v1' ? 'jina/v2' : 'jina/v1';
    const host = await start();
    for (const endpoint of ['/same', '/unknown']) {
      const reply = await host.call(request(endpoint, generation, ['json']));
      expect(reply.envelope.contentType).toBe('json');
      expect(reply.payloads).toHaveLength(1);
      expect(tensorOf(withoutFrames(await host.call(request(endpoint, generation, [other])))).data).toHaveLength(ELEMENTS);
    }
  });
});
