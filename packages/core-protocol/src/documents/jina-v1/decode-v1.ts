import protobuf from 'protobufjs/minimal.js';
import { docarray, google, jina } from '../../../gen/jina-v1.js';
import { RuntimeError } from '../../errors/runtime-error.js';
import { structToJson } from '../../jina/struct.js';
import { setOwn } from '../../own-property.js';
import { ownBytes, readDense } from '../dense-array.js';
import type { Document, NamedScore } from '../document.js';
import { parseWireDtype } from '../dtype.js';
import type { DecodeState } from '../limits.js';
import { type Origin, setOrigin } from '../origin.js';

type Origins = Record<string, Origin>;

/** The documents of a v1 `DataContentProto` body (Jina 3.34). */
export function readDocumentsV1(payload: Uint8Array | protobuf.Reader, state: DecodeState, maxDepth: number): Document[] {
  // protobufjs counts from here up to its own limit, so the option moves the start.
  const depth = protobuf.Reader.recursionLimit - maxDepth;
  const content = jina.DataRequestProto.DataContentProto.decode(payload, undefined, undefined, depth);
  if (content.docsBytes?.byteLength) {
    throw new RuntimeError(
      'protocol_content_unsupported',
      'docs_bytes of docarray below 0.30 are a Python pickle, which is never read: send docs',
    );
  }
  return (content.docs?.docs ?? []).map((proto) => readDocument(proto as docarray.DocumentProto, state));
}

function readDocument(proto: docarray.DocumentProto, state: DecodeState): Document {
  const document: Document = {};
  const origins: Origins = {};
  if (proto.id !== '') document.id = proto.id;
  if (proto.text != null) document.text = proto.text;
  if (proto.blob != null) document.blob = ownBytes(proto.blob);
  if (proto.tensor) readTensor(document, 'tensor', proto.tensor, origins, state);
  if (proto.embedding) readTensor(document, 'embedding', proto.embedding, origins, state);
  readScalars(proto, document);
  if (proto.location.length > 0) document.location = proto.location;
  if (proto.chunks.length > 0) document.chunks = proto.chunks.map((chunk) => readDocument(chunk as docarray.DocumentProto, state));
  if (proto.matches.length > 0) document.matches = proto.matches.map((match) => readDocument(match as docarray.DocumentProto, state));
  if (proto.tags) document.tags = structToJson(proto.tags);
  if (Object.keys(proto.scores).length > 0) document.scores = readScores(proto.scores);
  if (Object.keys(proto.evaluations).length > 0) document.evaluations = readScores(proto.evaluations);
  if (proto._metadata) origins['_metadata'] = { bytes: google.protobuf.Struct.encode(proto._metadata).finish() };
  // A sparse array has no value, so its origin is kept in any case: else it would be lost.
  if (state.keepOrigin || Object.values(origins).some((origin) => origin.kind === 'sparse')) setOrigin(document, 'jina/v1', origins);
  return document;
}

/** v1 writes only what is not empty, so zero and absent are the same. */
function readScalars(proto: docarray.DocumentProto, document: Document): void {
  if (proto.granularity !== 0) document.granularity = proto.granularity;
  if (proto.adjacency !== 0) document.adjacency = proto.adjacency;
  if (proto.parentId !== '') document.parent_id = proto.parentId;
  if (proto.weight !== 0) document.weight = proto.weight;
  if (proto.uri !== '') document.uri = proto.uri;
  if (proto.modality !== '') document.modality = proto.modality;
  if (proto.mimeType !== '') document.mime_type = proto.mimeType;
  if (proto.offset !== 0) document.offset = proto.offset;
}

function readTensor(
  document: Document,
  field: 'tensor' | 'embedding',
  proto: docarray.NdArrayProto.$Properties,
  origins: Origins,
  state: DecodeState,
): void {
  if (proto.sparse) {
    origins[field] = { kind: 'sparse', bytes: docarray.NdArrayProto.encode(proto).finish() };
    return;
  }
  // Python's reader takes an array without a class for none at all.
  if (!proto.dense) return;
  document[field] = readDense(proto.dense, field, state);
  const origin: { -readonly [K in keyof Origin]: Origin[K] } = {};
  if (proto.clsName) origin.type = proto.clsName;
  if (parseWireDtype(proto.dense.dtype || '<f8', field).isBigEndian) origin.dtype = proto.dense.dtype as string;
  if (proto.parameters) origin.bytes = google.protobuf.Struct.encode(proto.parameters).finish();
  origins[field] = origin;
}

function readScores(protos: Readonly<Record<string, docarray.NamedScoreProto.$Properties>>): Record<string, NamedScore> {
  const scores: Record<string, NamedScore> = {};
  for (const name of Object.keys(protos)) {
    const proto = protos[name] as docarray.NamedScoreProto.$Properties;
    const score: NamedScore = {};
    if (proto.value) score.value = proto.value;
    if (proto.opName) score.op_name = proto.opName;
    if (proto.description) score.description = proto.description;
    if (proto.refId) score.ref_id = proto.refId;
    setOwn(scores, name, score);
  }
  return scores;
}
