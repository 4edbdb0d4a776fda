import type { docarray } from '../../../gen/jina-v1.js';
import { setOwn } from '../../own-property.js';
import type { Document } from '../document.js';
import { writeJsonDocuments } from '../json/encode-json.js';

/** Fields that `DocumentProto` has a place for. */
const OWN_FIELDS = new Set([
  'id',
  'tensor',
  'embedding',
  'granularity',
  'adjacency',
  'parent_id',
  'weight',
  'uri',
  'modality',
  'mime_type',
  'offset',
  'location',
  'chunks',
  'matches',
  'tags',
  'scores',
  'evaluations',
]);

/**
 * The tags of a document in v1: its own, and every field that v1 has no place for, in the form that JSON gives it (bytes as base64
 * text, tensors as nested lists). A field wins over a tag of the same name.
 */
export function tagsOf(document: Document, proto: docarray.DocumentProto.$Properties): Record<string, unknown> | undefined {
  let tags = document.tags ?? undefined;
  for (const field of Object.keys(document)) {
    const value = document[field];
    if (value == null || OWN_FIELDS.has(field) || isContent(field, value, proto)) continue;
    tags = { ...tags };
    setOwn(tags, field, jsonOf(value));
  }
  return tags;
}

/** Whether `text` or `blob` is what the oneof holds, or is too empty for v1 to write. */
function isContent(field: string, value: unknown, proto: docarray.DocumentProto.$Properties): boolean {
  if (field === 'text') return proto.text != null || value === '';
  return field === 'blob' && proto.blob != null;
}

function jsonOf(value: unknown): unknown {
  if (typeof value !== 'object') return value;
  const [holder] = JSON.parse(writeJsonDocuments([{ value }])) as { value: unknown }[];
  return holder?.value;
}
