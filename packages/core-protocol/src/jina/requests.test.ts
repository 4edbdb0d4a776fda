import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { google, jina } from '../../gen/jina-v2.js';
import { encodeDocuments } from '../documents/encode-documents.js';
import type { Message } from '../envelope/envelope.js';
import type { JsonObject } from '../json-value.js';
import { decodeDataRequest, encodeDataRequest } from './data-request.js';
import { decodeDataRequestList, encodeDataRequestList } from './data-request-list.js';
import { JINA_METHODS } from './methods.js';
import { decodeSingleDocumentRequest, encodeSingleDocumentRequest } from './single-document-request.js';
import { decodeStatus, encodeStatus } from './status.js';
import { decodeStruct, encodeStruct, structToJson } from './struct.js';

const payload = encodeDocuments('jina/v2', [{ id: 'a', text: 'x' }]);
const message: Message = {
  envelope: {
    kind: 'call',
    sequence: 0,
    requestId: 'r-1',
    endpoint: '/index',
    targetExecutor: '',
    parameters: { top_k: 5, __results__: { 'a/rep-0': { n: 1 } } },
    routes: [{ executor: 'gateway', startMs: 1_700_000_000_123.25, endMs: 1_700_000_001_000 }],
    contentType: 'jina/v2',
  },
  payloads: [payload],
};

describe('DataRequestProto', () => {
  it('brings a message back, with the payload as a view', () => {
    const bytes = encodeDataRequest(message);
    const back = decodeDataRequest(bytes);
    expect({ ...back, payloads: back.payloads.map((bytes) => new Uint8Array(bytes)) }).toEqual({
      ...message,
      payloads: [new Uint8Array(payload)],
    });
    expect(back.payloads[0]?.buffer).toBe(bytes.buffer);
  });

  it('ends the route of the gateway in a later millisecond than it began, as Python divides by the difference', () => {
    const routes = [
      { executor: 'gateway', startMs: 1_000.25, endMs: 1_000.5 },
      { executor: 'encoder', startMs: 1_000.25, endMs: 1_000.5 },
    ];
    const back = decodeDataRequest(encodeDataRequest({ ...message, envelope: { ...message.envelope, routes } }));
    expect(back.envelope.routes?.map(({ endMs }) => endMs)).toEqual([1_001, 1_000.5]);
  });

  it('is an answer when the caller says so', () => {
    const status = { code: 'ERROR', description: "E('m')" } as const;
    const bytes = encodeDataRequest({ ...message, envelope: { ...message.envelope, kind: 'reply', status } });
    expect(decodeDataRequest(bytes, { kind: 'reply' }).envelope).toMatchObject({ kind: 'reply', status });
  });

  it('may be empty', () => {
    expect(decodeDataRequest(new Uint8Array())).toEqual({
      envelope: { kind: 'call', sequence: 0, requestId: '', endpoint: '' },
      payloads: [],
    });
  });

  it('keeps absent, empty and set target_executor apart', () => {
    for (const targetExecutor of [undefined, '', 'a']) {
      const { targetExecutor: _old, ...rest } = message.envelope;
      const envelope = targetExecutor === undefined ? rest : { ...rest, targetExecutor };
      expect(decodeDataRequest(encodeDataRequest({ ...message, envelope })).envelope.targetExecutor).toBe(targetExecutor);
    }
  });

  it('takes its fields in any order, merges what comes twice, and skips unknown fields', () => {
    const field = (number: number, bytes: Uint8Array) =>
      jina.SnapshotId.encode({})
        .uint32(number * 8 + 2)
        .bytes(bytes)
        .finish();
    const header = (properties: jina.HeaderProto.$Properties) => field(1, jina.HeaderProto.encode(properties).finish());
    const bytes = Buffer.concat([
      field(4, encodeDocuments('jina/v2', [{ id: 'a' }])),
      field(99, Uint8Array.of(1, 2)),
      header({ requestId: 'first', execEndpoint: '/x' }),
      field(3, jina.RouteProto.encode({ executor: 'gateway' }).finish()),
      field(2, google.protobuf.Struct.encode({ fields: { a: { numberValue: 1 } } }).finish()),
      header({ requestId: 'second' }),
      field(4, encodeDocuments('jina/v2', [{ id: 'b' }])),
      field(2, google.protobuf.Struct.encode({ fields: { b: { numberValue: 2 } } }).finish()),
    ]);
    const { envelope, payloads } = decodeDataRequest(bytes);
    expect(envelope).toEqual({
      kind: 'call',
      sequence: 0,
      requestId: 'second',
      endpoint: '/x',
      parameters: { a: 1, b: 2 },
      routes: [{ executor: 'gateway' }],
      contentType: 'jina/v2',
    });
    const merged = jina.DataRequestProto.decode(bytes).data;
    expect(jina.DataRequestProto.DataContentProto.decode(payloads[0] as Uint8Array)).toEqual(merged);
    expect(merged?.docs?.docs).toHaveLength(2);
  });

  it('takes the fallback where the documents do not tell the generation', () => {
    const withoutData = encodeDataRequest({ ...message, payloads: [] });
    const withoutDocuments = encodeDataRequest({ ...message, payloads: [encodeDocuments('jina/v2', [])] });
    expect(decodeDataRequest(withoutDocuments).envelope.contentType).toBeUndefined();
    expect(decodeDataRequest(withoutDocuments, { fallback: 'jina/v1' }).envelope.contentType).toBe('jina/v1');
    expect(decodeDataRequest(withoutData, { fallback: 'jina/v1' }).envelope).toMatchObject({ accept: ['jina/v1'] });
    expect(decodeDataRequest(encodeDataRequest(message), { fallback: 'jina/v1' }).envelope.contentType).toBe('jina/v2');
  });

  it('reads header.timeout (epoch seconds) as the deadline', () => {
    const bytes = jina.DataRequestProtoWoData.encode({ header: { timeout: 1_700_000_000 } }).finish();
    expect(decodeDataRequest(bytes).envelope.deadlineMs).toBe(1_700_000_000_000);
  });

  it('refuses json and several payloads', () => {
    const json: Message = { envelope: { ...message.envelope, contentType: 'json' }, payloads: [Buffer.from('[]')] };
    expect(() => encodeDataRequest(json)).toThrow('[protocol_content_unsupported] the documents are json');
    expect(() => encodeDataRequest({ ...message, payloads: [payload, payload] })).toThrow('holds one payload, got 2');
  });
});

describe('DataRequestListProto', () => {
  it('is one message per part', () => {
    const parts = decodeDataRequestList(encodeDataRequestList([message, { ...message, payloads: [] }]));
    expect(parts.map(({ payloads }) => payloads.length)).toEqual([1, 0]);
  });
});

describe('SingleDocumentRequestProto', () => {
  it('wraps its document into a payload of one', () => {
    const back = decodeSingleDocumentRequest(encodeSingleDocumentRequest(message));
    expect(back.envelope).toEqual({ ...message.envelope, kind: 'open' });
    expect(Buffer.from(back.payloads[0] as Uint8Array)).toEqual(Buffer.from(payload));
  });

  it('may have no document, and never has two', () => {
    expect(decodeSingleDocumentRequest(encodeSingleDocumentRequest({ ...message, payloads: [] })).payloads).toEqual([]);
    const two = encodeDocuments('jina/v2', [{ id: 'a' }, { id: 'b' }]);
    expect(() => encodeSingleDocumentRequest({ ...message, payloads: [two] })).toThrow('one document is needed, the payload has 2');
  });
});

describe('StatusProto', () => {
  it('of SUCCESS has no bytes', () => {
    expect(encodeStatus({ code: 'SUCCESS' })).toHaveLength(0);
    expect(decodeStatus(new Uint8Array())).toEqual({ code: 'SUCCESS' });
  });
});

describe('Struct', () => {
  it('brings any JSON back, also next to fields that it does not know', () => {
    const value = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 5 }));
    fc.assert(
      fc.property(value, (json) => {
        const bytes = encodeStruct(json as JsonObject);
        const unknown = Uint8Array.of(0x7a, 1, 0xff, 0x78, 1);
        // -0 is not kept apart by JSON.stringify.
        expect(JSON.stringify(decodeStruct(bytes))).toBe(JSON.stringify(json));
        expect(decodeStruct(Buffer.concat([unknown, bytes, unknown]))).toEqual(decodeStruct(bytes));
        expect(structToJson(google.protobuf.Struct.decode(bytes))).toEqual(decodeStruct(bytes));
      }),
    );
  });

  it('refuses what JSON cannot say, naming the path', () => {
    expect(() => encodeStruct({ a: { b: [Uint8Array.of(1)] } } as never)).toThrow(
      '[invalid_argument] value.a.b[0] must be a JSON value, got bytes',
    );
    expect(() => encodeStruct({ a: 2n ** 60n } as never)).toThrow('value.a must be a JSON value, got bigint');
    const circle: Record<string, unknown> = {};
    circle['self'] = circle;
    expect(() => encodeStruct(circle as never)).toThrow('[protocol_too_deep]');
  });

  it('brings NaN, dates as text, and null back', () => {
    const value = { nan: Number.NaN, when: new Date(0), none: null, gone: undefined, small: 3n };
    expect(decodeStruct(encodeStruct(value as never))).toEqual({ nan: Number.NaN, when: '1970-01-01T00:00:00.000Z', none: null, small: 3 });
  });
});

it('lists every method of Jina with its path', () => {
  expect(Object.values(JINA_METHODS).map(({ path }) => path)).toEqual([
    '/jina.JinaDataRequestRPC/process_data',
    '/jina.JinaSingleDataRequestRPC/process_single_data',
    '/jina.JinaSingleDocumentRequestRPC/stream_doc',
    '/jina.JinaRPC/Call',
    '/jina.JinaDiscoverEndpointsRPC/endpoint_discovery',
    '/jina.JinaGatewayDryRunRPC/dry_run',
    '/jina.JinaInfoRPC/_status',
    '/jina.JinaExecutorSnapshot/snapshot',
    '/jina.JinaExecutorSnapshotProgress/snapshot_status',
    '/jina.JinaExecutorRestore/restore',
    '/jina.JinaExecutorRestoreProgress/restore_status',
  ]);
  expect(JINA_METHODS.call).toMatchObject({ requestStream: true, responseStream: true });
  expect(JINA_METHODS.streamDoc).toMatchObject({ requestStream: false, responseStream: true });
});
