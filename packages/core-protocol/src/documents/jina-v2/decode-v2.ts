import type { docarray } from '../../../gen/jina-v2.js';
import { google } from '../../../gen/jina-v2.js';
import { setOwn } from '../../own-property.js';
import { ownBytes, readDense } from '../dense-array.js';
import type { Document } from '../document.js';
import { parseWireDtype } from '../dtype.js';
import type { DecodeState } from '../limits.js';
import type { NdArray } from '../nd-array.js';
import { type Origin, setOrigin } from '../origin.js';
import { typedOrigin } from './node-origin.js';

type NodeProto = docarray.NodeProto.$Properties;

/** A value and how it came. */
interface Read {
  readonly value: unknown;
  readonly origin: Origin | undefined;
}

/** The document of a v2 `DocProto`: one field per map entry; a node without content is null (Jina 3.34). */
export function readDocument(proto: docarray.DocProto.$Properties, state: DecodeState): Document {
  const document: Document = {};
  const members = readMembers(proto.data ?? {}, document, state, '');
  if (state.keepOrigin) setOrigin(document, 'jina/v2', members ?? {});
  return document;
}

/** Puts the values of `nodes` into `target`; the origins of those that need one. */
function readMembers(
  nodes: Readonly<Record<string, NodeProto>>,
  target: Record<string, unknown>,
  state: DecodeState,
  path: string,
): Record<string, Origin> | undefined {
  let origins: Record<string, Origin> | undefined;
  for (const key of Object.keys(nodes)) {
    const { value, origin } = readNode(nodes[key] as NodeProto, state, path === '' ? key : `${path}.${key}`);
    setOwn(target, key, value);
    if (origin === undefined) continue;
    origins ??= {};
    setOwn(origins, key, origin);
  }
  return origins;
}

function readNode(node: NodeProto, state: DecodeState, path: string): Read {
  const type = node.type ?? undefined;
  const plain = (value: unknown, kind: string): Read => ({ value, origin: state.keepOrigin ? typedOrigin(kind, type) : undefined });
  if (node.text != null) return plain(node.text, 'text');
  if (node.integer != null) return plain(node.integer, 'integer');
  if (node.float != null) return plain(node.float, 'float');
  if (node.boolean != null) return plain(node.boolean, 'boolean');
  if (node.blob != null) return plain(ownBytes(node.blob), 'blob');
  if (node.ndarray) return readTensor(node.ndarray, type, state, path);
  if (node.doc) return plain(readDocument(node.doc, state), 'doc');
  if (node.docArray)
    return plain(
      (node.docArray.docs ?? []).map((doc) => readDocument(doc, state)),
      'doc_array',
    );
  if (node.list) return readList(node.list, 'list', type, state, path);
  if (node.set) return readList(node.set, 'set', type, state, path);
  if (node.tuple) return readList(node.tuple, 'tuple', type, state, path);
  if (node.dict) return readDict(node.dict, type, state, path);
  return plain(null, 'none');
}

function readTensor(proto: docarray.NdArrayProto.$Properties, type: string | undefined, state: DecodeState, path: string): Read {
  const dense = proto.dense ?? {};
  const value: NdArray = readDense(dense, path, state);
  if (!state.keepOrigin) return { value, origin: undefined };
  const origin: { -readonly [K in keyof Origin]: Origin[K] } = { kind: 'ndarray' };
  if (type !== undefined) origin.type = type;
  if (parseWireDtype(dense.dtype || '<f8', path).isBigEndian) origin.dtype = dense.dtype as string;
  if (proto.parameters) origin.bytes = google.protobuf.Struct.encode(proto.parameters).finish();
  return { value, origin };
}

function readList(
  proto: docarray.ListOfAnyProto.$Properties,
  kind: string,
  type: string | undefined,
  state: DecodeState,
  path: string,
): Read {
  const reads = (proto.data ?? []).map((node) => readNode(node, state, `${path}[]`));
  const value = reads.map((read) => read.value);
  if (!state.keepOrigin) return { value, origin: undefined };
  const first = reads[0]?.origin;
  const origins = reads.map((read) => read.origin);
  const own = typedOrigin(kind, type);
  if (origins.every((origin) => origin === first)) return { value, origin: first === undefined ? own : { ...own, items: first } };
  return { value, origin: { ...own, items: origins } };
}

function readDict(proto: docarray.DictOfAnyProto.$Properties, type: string | undefined, state: DecodeState, path: string): Read {
  const value: Record<string, unknown> = {};
  const members = readMembers(proto.data ?? {}, value, state, path);
  if (!state.keepOrigin) return { value, origin: undefined };
  const own = typedOrigin('dict', type);
  return { value, origin: members === undefined ? own : { ...own, members } };
}
