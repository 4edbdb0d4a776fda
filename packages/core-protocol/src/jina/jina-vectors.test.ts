import { readFileSync } from 'node:fs';
import protobuf from 'protobufjs';
import { describe, expect, it } from 'vitest';
import * as genV1 from '../../gen/jina-v1.js';
import * as genV2 from '../../gen/jina-v2.js';
import { decodeDocuments, encodeDocuments } from '../index.js';
import { decodeDataRequest, encodeDataRequest } from './data-request.js';
import { decodeDataRequestList, encodeDataRequestList } from './data-request-list.js';
import { decodeEndpoints, encodeEndpoints } from './endpoints.js';
import { detectGeneration } from './generation.js';
import { decodeJinaInfo, encodeJinaInfo } from './jina-info.js';
import { decodeSingleDocumentRequest, encodeSingleDocumentRequest } from './single-document-request.js';
import { decodeStatus, encodeStatus } from './status.js';

interface Vector {
  readonly name: string;
  readonly generation: 'v1' | 'v2';
  readonly message: string;
  readonly hex: string;
  readonly json: object;
}

interface StaticType {
  decode(bytes: Uint8Array): object;
  encode(message: object): { finish(): Uint8Array };
}

const folder = new URL('../../', import.meta.url);
const vectors = JSON.parse(readFileSync(new URL('test/fixtures/jina-vectors.json', folder), 'utf8')) as Vector[];
const hexOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
const bytesOf = (vector: Vector) => new Uint8Array(Buffer.from(vector.hex, 'hex'));
const contentTypeOf = (vector: Vector) => `jina/${vector.generation}` as const;

/** The committed static codec of a message. */
function staticType({ generation, message }: Vector): StaticType {
  const root: Record<string, unknown> = generation === 'v1' ? { ...genV1 } : { ...genV2 };
  return message.split('.').reduce((scope, name) => scope[name] as Record<string, unknown>, root) as unknown as StaticType;
}

const reflected = { v1: loadProtos('jina-v1'), v2: loadProtos('jina-v2') };

/** The same protos, read by protobufjs' reflection: what the JSON of a vector is held against. */
function loadProtos(build: string): protobuf.Root {
  const root = new protobuf.Root();
  root.resolvePath = (_origin, target) => {
    const inBuild = ['jina.proto', 'docarray.proto'].includes(target);
    return new URL(`proto/${inBuild ? `${build}/` : ''}${target}`, folder).pathname;
  };
  return root.loadSync('jina.proto');
}

describe.each(vectors)('$name', (vector) => {
  it('is decoded to the JSON that Python shows', () => {
    const type = reflected[vector.generation].lookupType(vector.message);
    const decoded = type.toObject(type.decode(bytesOf(vector)), { longs: Number });
    expect(canonical(type, decoded)).toEqual(vector.json);
  });

  it('is encoded again byte for byte by the static codec', () => {
    const type = staticType(vector);
    expect(hexOf(type.encode(type.decode(bytesOf(vector))).finish())).toBe(vector.hex);
  });
});

describe.each(vectors.filter(({ message }) => /^docarray\.(Doc|Document)Proto$/.test(message)))('documents of $name', (vector) => {
  const payload = wrap(wrap(bytesOf(vector)));

  it('come back byte for byte when nobody touched them', () => {
    const docs = decodeDocuments(contentTypeOf(vector), payload, { keepOrigin: true });
    expect(
      hexOf(
        encodeDocuments(
          contentTypeOf(vector),
          docs.map((doc) => ({ ...doc })),
        ),
      ),
    ).toBe(hexOf(payload));
  });

  it('are recognised as their generation', () => {
    expect(detectGeneration(payload)).toBe(contentTypeOf(vector));
  });
});

/** Fields that an envelope does not tell apart: a present but empty `exec_endpoint`, and `timeout: 0`. */
const NOT_KEPT = new Set(['v1_header_presence', 'v2_header_presence']);

describe.each(vectors.filter(({ message, name }) => message === 'jina.DataRequestProto' && !NOT_KEPT.has(name)))(
  'request $name',
  (vector) => {
    it('comes back byte for byte from the partial codec, its payload a slice', () => {
      const bytes = bytesOf(vector);
      const message = decodeDataRequest(bytes);
      for (const payload of message.payloads) expect(payload.buffer).toBe(bytes.buffer);
      expect(hexOf(encodeDataRequest(message))).toBe(vector.hex);
    });
  },
);

it('keeps the presence of an empty target_executor', () => {
  const vector = vectors.find(({ name }) => name === 'v2_header_presence') as Vector;
  expect(decodeDataRequest(bytesOf(vector)).envelope).toMatchObject({ targetExecutor: '', endpoint: '' });
});

const others: Record<string, (bytes: Uint8Array) => Uint8Array> = {
  'jina.StatusProto': (bytes) => encodeStatus(decodeStatus(bytes)),
  'jina.EndpointsProto': (bytes) => encodeEndpoints(decodeEndpoints(bytes)),
  'jina.JinaInfoProto': (bytes) => encodeJinaInfo(decodeJinaInfo(bytes)),
  'jina.DataRequestListProto': (bytes) => encodeDataRequestList(decodeDataRequestList(bytes)),
  'jina.SingleDocumentRequestProto': (bytes) => encodeSingleDocumentRequest(decodeSingleDocumentRequest(bytes)),
};

describe.each(vectors.filter(({ message }) => message in others))('codec of $name', (vector) => {
  it('brings the bytes back', () => {
    expect(hexOf((others[vector.message] as (bytes: Uint8Array) => Uint8Array)(bytesOf(vector)))).toBe(vector.hex);
  });
});

it('has no vector of a message without a test', () => {
  const names = new Set(vectors.map(({ message }) => message));
  expect(names.size).toBeGreaterThanOrEqual(15);
  expect(vectors).toHaveLength(78);
});

function wrap(bytes: Uint8Array): Uint8Array {
  return protobuf.Writer.create().uint32(10).bytes(bytes).finish();
}

/** Canonical proto3 JSON of a decoded message: what differs from protobufjs' own is Struct, Timestamp, bytes and enum names. */
function canonical(type: protobuf.Type, value: Record<string, unknown>): unknown {
  const result: Record<string, unknown> = {};
  for (const field of type.fieldsArray) {
    const member = value[field.name];
    if (member === undefined || !Object.hasOwn(value, field.name)) continue;
    if (field instanceof protobuf.MapField) {
      const entries = Object.entries(member as object).map(([key, entry]) => [key, canonicalField(field, entry)]);
      if (entries.length > 0) result[field.name] = Object.fromEntries(entries);
    } else if (field.repeated) {
      if ((member as unknown[]).length > 0) result[field.name] = (member as unknown[]).map((entry) => canonicalField(field, entry));
    } else {
      result[field.name] = canonicalField(field, member);
    }
  }
  return result;
}

function canonicalField(field: protobuf.Field, value: unknown): unknown {
  const type = field.resolve().resolvedType;
  if (type instanceof protobuf.Enum) return type.valuesById[value as number];
  if (type instanceof protobuf.Type) {
    if (type.fullName === '.google.protobuf.Struct') return structJson(value as StructLike);
    if (type.fullName === '.google.protobuf.Timestamp') return timestampJson(value as { seconds?: number; nanos?: number });
    return canonical(type, value as Record<string, unknown>);
  }
  if (field.type === 'bytes') return Buffer.from(value as Uint8Array).toString('base64');
  return value;
}

interface StructLike {
  fields?: Record<string, ValueLike>;
}
interface ValueLike {
  numberValue?: number;
  stringValue?: string;
  boolValue?: boolean;
  structValue?: StructLike;
  listValue?: { values?: ValueLike[] };
}

function structJson({ fields = {} }: StructLike): object {
  return Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, valueJson(value)]));
}

function valueJson(value: ValueLike): unknown {
  if (value.structValue) return structJson(value.structValue);
  if (value.listValue) return (value.listValue.values ?? []).map(valueJson);
  return value.numberValue ?? value.stringValue ?? value.boolValue ?? null;
}

function timestampJson({ seconds = 0, nanos = 0 }: { seconds?: number; nanos?: number }): string {
  const text = new Date(seconds * 1000 + nanos / 1e6).toISOString();
  return text.replace('.000Z', 'Z');
}
