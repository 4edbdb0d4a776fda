import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import protobuf from 'protobufjs/minimal.js';
import { describe, expect, it } from 'vitest';
import { decodeHealthRequest, decodeHealthResponse, decodeReflectionRequest, decodeReflectionResponse } from './grpc/index.js';
import * as protocol from './index.js';

/** More in a longer run: FUZZ_RUNS=20000. */
const RUNS = Number(process.env['FUZZ_RUNS'] ?? 400);

const vectors = JSON.parse(readFileSync(new URL('../test/fixtures/jina-vectors.json', import.meta.url), 'utf8')) as { hex: string }[];
const header = protocol.encodeHeader({
  kind: 'reply',
  sequence: 300,
  requestId: 'r',
  endpoint: '/x',
  parameters: { a: [1, { b: null }] },
  headers: { k: 'v' },
  contentType: 'jina/v2',
  accept: ['json'],
  routes: [{ executor: 'gateway', startMs: 1, endMs: 2, status: { code: 'ERROR' } }],
  error: { code: 'internal', message: 'm', retryable: false, details: { a: 1 } },
  credit: { calls: 1, bytes: 2 },
  body: { a: 1 },
  parts: ['p'],
});
const jsonBodies = [
  '{"data":[{"text":"a","tensor":[[1,2],[3,4]],"blob":"AAE=","chunks":[{"tags":{"a":1}}]}],"parameters":{"a":1},"header":{"requestId":"x"}}',
  '[{"id":"1","text":"\\"\\\\"},{"embedding":[0.5,null]}]',
].map((text) => Buffer.from(text));
const seeds = [header, ...jsonBodies, ...vectors.map(({ hex }) => Buffer.from(hex, 'hex'))].map((bytes) => new Uint8Array(bytes));

/** Everything of this package that reads bytes from outside. */
const decoders: Record<string, (bytes: Uint8Array) => unknown> = {
  decodeHeader: protocol.decodeHeader,
  decodeEnvelope: (bytes) => protocol.decodeEnvelope([bytes, bytes]),
  decodeDataRequest: protocol.decodeDataRequest,
  'decodeDataRequest and its documents': (bytes) => {
    const { envelope, payloads } = protocol.decodeDataRequest(bytes);
    if (envelope.contentType !== undefined) protocol.decodeDocuments(envelope.contentType, payloads[0] as Uint8Array, { keepOrigin: true });
  },
  decodeSingleDocumentRequest: protocol.decodeSingleDocumentRequest,
  decodeDataRequestList: protocol.decodeDataRequestList,
  decodeStatus: protocol.decodeStatus,
  decodeEndpoints: protocol.decodeEndpoints,
  decodeJinaInfo: protocol.decodeJinaInfo,
  decodeStruct: protocol.decodeStruct,
  decodeJsonRequest: protocol.decodeJsonRequest,
  decodeJsonResponse: protocol.decodeJsonResponse,
  'decodeDocuments of jina/v1': (bytes) => protocol.decodeDocuments('jina/v1', wrap(wrap(bytes)), { keepOrigin: true }),
  'decodeDocuments of jina/v2': (bytes) => protocol.decodeDocuments('jina/v2', wrap(wrap(bytes)), { keepOrigin: true }),
  'decodeDocuments of json': (bytes) => protocol.decodeDocuments('json', bytes),
  'countDocuments of jina/v2': (bytes) => protocol.countDocuments('jina/v2', bytes),
  'countDocuments of json': (bytes) => protocol.countDocuments('json', bytes),
  'joinDocuments of jina/v1': (bytes) => protocol.joinDocuments('jina/v1', [bytes, bytes]),
  'joinDocuments of json': (bytes) => protocol.joinDocuments('json', [bytes, bytes]),
  decodeHealthRequest,
  decodeHealthResponse,
  decodeReflectionRequest,
  decodeReflectionResponse,
};

function wrap(bytes: Uint8Array): Uint8Array {
  return protobuf.Writer.create().uint32(10).bytes(bytes).finish();
}

/** Either it decodes, or it is a protocol error: nothing else may come out of bytes. */
function onlyProtocolErrors(decode: (bytes: Uint8Array) => unknown, bytes: Uint8Array): void {
  try {
    decode(bytes);
  } catch (thrown) {
    if (!protocol.isRuntimeError(thrown) || !thrown.code.startsWith('protocol_')) throw thrown;
  }
}

/** A valid message with some bytes changed, cut off or repeated. */
const damaged = fc
  .tuple(
    fc.constantFrom(...seeds),
    fc.array(fc.tuple(fc.nat(400), fc.nat(255)), { maxLength: 4 }),
    fc.option(fc.nat(400)),
    fc.option(fc.tuple(fc.nat(400), fc.nat(400))),
  )
  .map(([seed, changes, cut, repeat]) => {
    let bytes = Uint8Array.from(seed);
    for (const [at, value] of changes) if (bytes.length > 0) bytes[at % bytes.length] = value;
    if (repeat !== null) bytes = Uint8Array.from([...bytes, ...bytes.subarray(...repeat)]);
    return cut === null ? bytes : bytes.slice(0, cut);
  });

describe.each(Object.entries(decoders))('%s', (_name, decode) => {
  it('answers damaged messages with protocol errors only', () => {
    fc.assert(
      fc.property(damaged, (bytes) => onlyProtocolErrors(decode, bytes)),
      { numRuns: RUNS },
    );
  });

  it('answers random bytes with protocol errors only', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => onlyProtocolErrors(decode, bytes)),
      { numRuns: RUNS },
    );
  });

  it('reads a Buffer, plain bytes and shared memory alike', () => {
    fc.assert(
      fc.property(damaged, (bytes) => {
        const shared = new Uint8Array(new SharedArrayBuffer(bytes.length));
        shared.set(bytes);
        const outcomes = [bytes, Buffer.from(bytes), shared].map((input) => outcomeOf(decode, input));
        expect(outcomes[1]).toEqual(outcomes[0]);
        expect(outcomes[2]).toEqual(outcomes[0]);
      }),
      { numRuns: RUNS / 4 },
    );
  });
});

/** What came out, with bytes as hex, so that it does not matter what memory they are in. */
function outcomeOf(decode: (bytes: Uint8Array) => unknown, bytes: Uint8Array): unknown {
  try {
    return JSON.stringify(decode(bytes), function (this: Record<string, unknown>, key, value) {
      // A Buffer arrives here as what its toJSON made of it.
      const raw = this[key];
      if (raw instanceof Uint8Array) return Buffer.from(raw).toString('hex');
      return typeof value === 'bigint' ? String(value) : value;
    });
  } catch (thrown) {
    return protocol.isRuntimeError(thrown) ? thrown.code : thrown;
  }
}

/** `levels` messages, each in field `tag` of the next. */
function nest(levels: number, tags: readonly number[]): Uint8Array {
  let inner: Uint8Array = new Uint8Array();
  for (let level = 0; level < levels; level++) {
    inner = protobuf.Writer.create()
      .uint32(tags[level % tags.length] as number)
      .bytes(inner)
      .finish();
  }
  return inner;
}

describe('hostile depth', () => {
  // A node in a list in a node ... (fields 9 and 1), in the map entry of a document.
  const deepNode = (levels: number) =>
    wrap(
      wrap(
        wrap(
          protobuf.Writer.create()
            .uint32(10)
            .string('k')
            .uint32(18)
            .bytes(nest(levels, [10, 74]))
            .finish(),
        ),
      ),
    );
  const deepChunks = (levels: number) => wrap(wrap(nest(levels, [14 * 8 + 2])));
  const deepJson = (levels: number) => Buffer.from('['.repeat(levels));

  it.each([
    ['lists of jina/v2', () => protocol.decodeDocuments('jina/v2', deepNode(5_000))],
    ['chunks of jina/v1', () => protocol.decodeDocuments('jina/v1', deepChunks(5_000))],
    ['json documents', () => protocol.decodeDocuments('json', deepJson(1_000_000))],
    ['json requests', () => protocol.decodeJsonRequest(Buffer.from(`{"data":${'['.repeat(1_000_000)}`))],
    ['parameters beyond the limit', () => protocol.decodeStruct(nest(600, [42, 18, 10]))],
    ['parameters', () => protocol.decodeStruct(nest(6_000, [42, 18, 10]))],
    ['groups', () => protocol.decodeStatus(new Uint8Array(1_000_000).fill(0x7b))],
  ])('of %s is protocol_too_deep', (_name, decode) => {
    expect(decode).toThrow(/protocol_too_deep|protocol_malformed/);
  });

  it('follows the option maxDepth both ways', () => {
    expect(() => protocol.decodeDocuments('jina/v2', deepNode(20), { limits: { maxDepth: 10 } })).toThrow('[protocol_too_deep]');
    expect(() => protocol.decodeDocuments('jina/v2', deepNode(150))).toThrow('[protocol_too_deep]');
    expect(protocol.decodeDocuments('jina/v2', deepNode(150), { limits: { maxDepth: 300 } })).toHaveLength(1);
    expect(() => protocol.decodeDocuments('json', Buffer.from('[{"a":[[]]}]'), { limits: { maxDepth: 3 } })).toThrow('[protocol_too_deep]');
  });
});

describe('hostile size', () => {
  const tensor = (shape: readonly number[], buffer: Uint8Array, dtype = '<f8') => {
    const dense = protobuf.Writer.create();
    if (buffer.length > 0) dense.uint32(10).bytes(buffer);
    for (const length of shape) dense.uint32(16).uint32(length);
    const array = wrap(dense.uint32(26).string(dtype).finish());
    return {
      v1: wrap(wrap(protobuf.Writer.create().uint32(26).bytes(array).finish())),
      v2: wrap(
        wrap(
          wrap(
            protobuf.Writer.create()
              .uint32(10)
              .string('t')
              .uint32(18)
              .bytes(protobuf.Writer.create().uint32(50).bytes(array).finish())
              .finish(),
          ),
        ),
      ),
    };
  };

  it.each(['v1', 'v2'] as const)('a shape that its buffer does not fill is refused before anything is allocated (%s)', (generation) => {
    const decode = (shape: number[], bytes: number) => () =>
      protocol.decodeDocuments(`jina/${generation}`, tensor(shape, new Uint8Array(bytes))[generation]);
    expect(decode([4_000_000_000, 4_000_000_000], 8)).toThrow('[protocol_malformed]');
    expect(decode([3], 16)).toThrow('[protocol_malformed]');
    expect(decode([1], 16)).toThrow('[protocol_malformed]');
    expect(decode([], 16)).toThrow('[protocol_malformed]');
    expect(decode([4_000_000_000], 0)).toThrow('[protocol_message_too_large]');
    expect(decode(Array(200).fill(4_000_000_000), 0)).toThrow('[protocol_message_too_large]');
  });

  it('a shape without a buffer is zeros, as in Jina, up to a limit for the whole payload', () => {
    const { v1 } = tensor([2, 2], new Uint8Array());
    expect(protocol.decodeDocuments('jina/v1', v1)[0]?.tensor).toEqual(
      protocol.ndArray([
        [0, 0],
        [0, 0],
      ]),
    );
    const megabytes = tensor([1024, 1024], new Uint8Array()).v1;
    expect(() => protocol.decodeDocuments('jina/v1', protocol.joinDocuments('jina/v1', Array(9).fill(megabytes)))).toThrow('too_large');
  });

  it('more documents than the limit are refused before they are decoded', () => {
    const payload = wrap(Buffer.from('0a00'.repeat(20), 'hex'));
    const limits = { maxDocuments: 10 };
    const message = 'the request has 20 documents, the limit is 10';
    expect(() => protocol.decodeDocuments('jina/v2', payload, { limits })).toThrow(message);
    expect(() => protocol.decodeDocuments('json', Buffer.from(`[${Array(20).fill('{}')}]`), { limits })).toThrow(message);
  });

  it('length fields beyond the end are refused', () => {
    expect(() => protocol.decodeDataRequest(Uint8Array.from([34, 0xff, 0xff, 0xff, 0xff, 0x07, 1]))).toThrow('[protocol_malformed]');
    expect(() => protocol.countDocuments('jina/v2', Uint8Array.from([10, 5, 10]))).toThrow('[protocol_malformed]');
  });

  it('a member that is longer than what it is in is refused', () => {
    // The value of the entry ends where the bytes end, but behind the end of its entry.
    const entry = Uint8Array.from([10, 5, 10, 1, 107, 18, 5, 26, 3, 97, 98, 99]);
    expect(() => protocol.decodeStruct(entry)).toThrow('[protocol_malformed]');
    expect(() => protocol.decodeStruct(Uint8Array.from([10, 127, 10, 1, 107]))).toThrow('[protocol_malformed]');
  });

  it('dtypes that cannot be read are named', () => {
    expect(() => protocol.decodeDocuments('jina/v2', tensor([1], new Uint8Array(8), '<c8').v2)).toThrow('dtype "<c8"');
    expect(() => protocol.decodeDocuments('jina/v2', tensor([1], new Uint8Array(8), '__proto__').v2)).toThrow(
      '[protocol_content_unsupported]',
    );
  });
});

describe('hostile counts', () => {
  const megabytes = (unit: string) => Buffer.from(unit.repeat(4_000_000 / (unit.length / 2)), 'hex');

  it.each([
    ['routes', '1a00'],
    ['headers', '0a00'],
    ['data fields', '22020a00'],
    ['unknown fields', 'fa0600'],
  ])('of %s in one request are refused', (_name, unit) => {
    expect(() => protocol.decodeDataRequest(megabytes(unit))).toThrow(
      '[protocol_message_too_large] jina.DataRequestProto: more than 10000 fields',
    );
  });

  it('of lists in one payload are refused', () => {
    expect(() => protocol.joinDocuments('jina/v2', [megabytes('0a00'), megabytes('0a00')])).toThrow('[protocol_message_too_large]');
    expect(() => protocol.countDocuments('jina/v1', megabytes('0a00'))).toThrow('[protocol_message_too_large]');
  });

  it('of empty documents are counted, refused by the limit, and not searched for a generation', () => {
    const payload = wrap(megabytes('0a00'));
    expect(protocol.countDocuments('jina/v2', payload)).toBe(2_000_000);
    expect(protocol.detectGeneration(payload)).toBeUndefined();
    expect(() => protocol.decodeDocuments('jina/v2', payload)).toThrow('the request has 2000000 documents, the limit is 1000000');
  });

  it('of values in parameters become no more than their values', () => {
    const values = megabytes('0a00');
    const list = protobuf.Writer.create().uint32(50).bytes(values).finish();
    const parameters = protocol.decodeStruct(wrap(protobuf.Writer.create().uint32(10).string('k').uint32(18).bytes(list).finish()));
    expect(parameters['k']).toHaveLength(2_000_000);
  });

  it('of members in a JSON body are read', () => {
    const body = Buffer.from(`{${'"data":null,'.repeat(100_000)}"execEndpoint":"/x"}`);
    expect(protocol.decodeJsonRequest(body).envelope.endpoint).toBe('/x');
  });
});
