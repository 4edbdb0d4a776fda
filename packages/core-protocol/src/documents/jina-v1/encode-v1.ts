import type protobuf from 'protobufjs/minimal.js';
import { docarray, google, jina } from '../../../gen/jina-v1.js';
import { RuntimeError } from '../../errors/runtime-error.js';
import { structFromJson } from '../../jina/struct.js';
import { setOwn } from '../../own-property.js';
import { wellFormed } from '../../wire/well-formed.js';
import { writeDense } from '../dense-array.js';
import type { Document, NamedScore } from '../document.js';
import { DEFAULT_MAX_DEPTH } from '../limits.js';
import { isNdArray, type NdArray } from '../nd-array.js';
import { type Origin, originOf } from '../origin.js';
import { tensorOfTyped } from '../typed-tensor.js';
import { tagsOf } from './tags.js';

type DocumentProto = docarray.DocumentProto.$Properties;
type ArrayType = 'numpy' | 'list' | undefined;

/** Writes the `DataContentProto` body of documents for docarray below 0.30 (Jina 3.34). */
export function writeDocumentsV1(documents: readonly Document[], arrayType: ArrayType, writer: protobuf.Writer): void {
  const docs = documents.map((document, i) => writeDocument(document, `[${i}]`, 0, arrayType));
  jina.DataRequestProto.DataContentProto.encode({ docs: { docs } }, writer);
}

function writeDocument(document: Document, path: string, depth: number, arrayType: ArrayType): DocumentProto {
  if (depth > DEFAULT_MAX_DEPTH) throw new RuntimeError('protocol_too_deep', `document ${path}: nested deeper than the limit`);
  const origins = originOf(document, 'jina/v1');
  const proto: DocumentProto = {};
  const arrays = { path, origins, arrayType };
  const tensor = writeArray(document.tensor, 'tensor', arrays);
  if (tensor !== undefined) proto.tensor = tensor;
  // Text, blob and tensor are one oneof: the others go into the tags.
  else if (document.blob != null) proto.blob = expect(document.blob, document.blob instanceof Uint8Array, `${path}.blob`, 'a Uint8Array');
  else if (document.text) proto.text = text(document.text, `${path}.text`);
  const embedding = writeArray(document.embedding, 'embedding', arrays);
  if (embedding !== undefined) proto.embedding = embedding;
  writeTexts(document, proto, path);
  writeNumbers(document, proto, path);
  const nested = (field: 'chunks' | 'matches') =>
    list(document[field], `${path}.${field}`).map((item, i) =>
      writeDocument(item as Document, `${path}.${field}[${i}]`, depth + 1, arrayType),
    );
  if (document.chunks != null) proto.chunks = nested('chunks');
  if (document.matches != null) proto.matches = nested('matches');
  const tags = tagsOf(document, proto);
  if (tags !== undefined) proto.tags = structFromJson(tags, `${path}.tags`);
  if (document.scores != null) proto.scores = writeScores(document.scores);
  if (document.evaluations != null) proto.evaluations = writeScores(document.evaluations);
  if (origins?.['_metadata']?.bytes) proto._metadata = google.protobuf.Struct.decode(origins['_metadata'].bytes);
  return proto;
}

function writeTexts(document: Document, proto: DocumentProto, path: string): void {
  if (document.id) proto.id = text(document.id, `${path}.id`);
  if (document.parent_id) proto.parentId = text(document.parent_id, `${path}.parent_id`);
  if (document.uri) proto.uri = text(document.uri, `${path}.uri`);
  if (document.modality) proto.modality = text(document.modality, `${path}.modality`);
  if (document.mime_type) proto.mimeType = text(document.mime_type, `${path}.mime_type`);
}

function writeNumbers(document: Document, proto: DocumentProto, path: string): void {
  if (document.granularity) proto.granularity = number(document.granularity, `${path}.granularity`);
  if (document.adjacency) proto.adjacency = number(document.adjacency, `${path}.adjacency`);
  if (document.weight) proto.weight = number(document.weight, `${path}.weight`);
  if (document.offset) proto.offset = number(document.offset, `${path}.offset`);
  if (document.location != null) proto.location = list(document.location, `${path}.location`).map((x) => number(x, `${path}.location`));
}

interface Arrays {
  readonly path: string;
  readonly origins: Readonly<Record<string, Origin>> | undefined;
  readonly arrayType: ArrayType;
}

function writeArray(
  value: unknown,
  field: 'tensor' | 'embedding',
  { path, origins, arrayType }: Arrays,
): docarray.NdArrayProto.$Properties | undefined {
  const origin = origins?.[field];
  if (value == null) {
    const isSparse = value === undefined && origin?.kind === 'sparse' && origin.bytes !== undefined;
    return isSparse ? docarray.NdArrayProto.decode(origin.bytes as Uint8Array) : undefined;
  }
  const array = tensorOf(value, `${path}.${field}`);
  // A class name must be there: Python reads an array without one as nothing.
  const clsName = arrayType ?? (origin?.kind === 'sparse' ? undefined : origin?.type) ?? 'numpy';
  const proto: docarray.NdArrayProto.$Properties = { dense: writeDense(array, `${path}.${field}`, origin?.dtype), clsName };
  if (origin?.bytes && origin.kind !== 'sparse') proto.parameters = google.protobuf.Struct.decode(origin.bytes);
  return proto;
}

function tensorOf(value: unknown, path: string): NdArray {
  if (isNdArray(value)) return value;
  if (ArrayBuffer.isView(value)) return tensorOfTyped(value, path);
  throw new RuntimeError('invalid_argument', `document field ${path} must be an NdArray, got ${typeof value}`);
}

function writeScores(scores: Readonly<Record<string, NamedScore>>): Record<string, docarray.NamedScoreProto.$Properties> {
  const protos: Record<string, docarray.NamedScoreProto.$Properties> = {};
  for (const name of Object.keys(scores)) {
    const score = scores[name] ?? {};
    const proto: docarray.NamedScoreProto.$Properties = {};
    if (score.value) proto.value = score.value;
    if (score.op_name) proto.opName = score.op_name;
    if (score.description) proto.description = score.description;
    if (score.ref_id) proto.refId = score.ref_id;
    setOwn(protos, name, proto);
  }
  return protos;
}

function expect<T>(value: T, isRight: boolean, path: string, expected: string): T {
  if (isRight) return value;
  throw new RuntimeError('invalid_argument', `document field ${path} must be ${expected}, got ${typeof value}`);
}

function text(value: string, path: string): string {
  return wellFormed(expect(value, typeof value === 'string', path, 'a text'));
}

function number(value: number, path: string): number {
  return expect(value, typeof value === 'number', path, 'a number');
}

function list<T>(value: readonly T[] | undefined, path: string): readonly T[] {
  return expect(value ?? [], value === undefined || Array.isArray(value), path, 'a list');
}
