import type { NdArray } from './nd-array.js';

/** One named score of a document (Jina's `NamedScoreProto`). */
export interface NamedScore {
  value?: number;
  op_name?: string;
  description?: string;
  ref_id?: string;
}

/**
 * The built-in document: a plain object with own enumerable properties, so `{ ...doc }` works.
 * A field that a Python peer sent as None is `null`. Fields carry their wire names (Jina's, snake_case); a field that this type does not list is kept under its own name.
 * Jina 3.34: `DocumentProto` of docarray below 0.30, `DocProto` from 0.30 on.
 */
export interface Document {
  id?: string;
  text?: string;
  blob?: Uint8Array;
  tensor?: NdArray;
  embedding?: NdArray;
  uri?: string;
  url?: string;
  mime_type?: string;
  modality?: string;
  weight?: number;
  granularity?: number;
  adjacency?: number;
  parent_id?: string;
  offset?: number;
  location?: number[];
  tags?: Record<string, unknown>;
  chunks?: Document[];
  matches?: Document[];
  scores?: Record<string, NamedScore>;
  evaluations?: Record<string, NamedScore>;
  [field: string]: unknown;
}
