import type { Origin } from '../origin.js';

/** Shared origins of nodes without a type: one object per kind instead of one per value. */
const PLAIN: Readonly<Record<string, Origin>> = {
  text: { kind: 'text' },
  integer: { kind: 'integer' },
  float: { kind: 'float' },
  boolean: { kind: 'boolean' },
  blob: { kind: 'blob' },
  doc: { kind: 'doc' },
  doc_array: { kind: 'doc_array' },
  list: { kind: 'list' },
  set: { kind: 'set' },
  tuple: { kind: 'tuple' },
  dict: { kind: 'dict' },
  none: { kind: 'none' },
};

/** Kept apart, so that the many ids of a payload share one object. */
const ID: Origin = { kind: 'text', type: 'id' };

/** The origin of a node of `kind`, with its `type` when it had one (which may be the empty text). */
export function typedOrigin(kind: string, type: string | undefined): Origin {
  if (type === undefined) return PLAIN[kind] as Origin;
  return type === 'id' && kind === 'text' ? ID : { kind, type };
}
