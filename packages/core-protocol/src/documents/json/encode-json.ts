import { RuntimeError } from '../../errors/runtime-error.js';
import { assertShape } from '../dense-array.js';
import type { Document } from '../document.js';
import { DEFAULT_MAX_DEPTH } from '../limits.js';
import { elementReader, isNdArray, type NdArray, type TensorData } from '../nd-array.js';
import { tensorOfTyped } from '../typed-tensor.js';

/**
 * JSON text of documents as Jina's HTTP gateway writes them: tensors as nested lists (64-bit integers in full), bytes as base64 text,
 * NaN and infinities as null (Jina 3.34).
 */
export function writeJsonDocuments(documents: readonly Document[]): string {
  return `[${documents.map((document, i) => writeObject(document, `[${i}]`, 0)).join(',')}]`;
}

/** The text of one value; undefined where JSON leaves it out. */
function writeValue(value: unknown, path: string, depth: number): string | undefined {
  if (typeof value === 'bigint') return value.toString();
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (depth > DEFAULT_MAX_DEPTH) throw new RuntimeError('protocol_too_deep', `document field ${path}: nested deeper than the limit`);
  if (value instanceof Uint8Array) return `"${Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64')}"`;
  if (ArrayBuffer.isView(value)) return writeTensor(tensorOfTyped(value, path), path);
  if (isNdArray(value)) return writeTensor(value, path);
  if (Array.isArray(value)) return `[${value.map((item, i) => writeValue(item, `${path}[${i}]`, depth + 1) ?? 'null').join(',')}]`;
  const toJson: unknown = (value as { toJSON?: unknown }).toJSON;
  if (typeof toJson === 'function') return writeValue(toJson.call(value), path, depth + 1);
  if (value instanceof Set) return writeValue([...value], path, depth + 1);
  return writeObject((value instanceof Map ? Object.fromEntries(value) : value) as Record<string, unknown>, path, depth);
}

function writeObject(value: Record<string, unknown>, path: string, depth: number): string {
  let text = '';
  for (const key of Object.keys(value)) {
    const member = writeValue(value[key], `${path}.${key}`, depth + 1);
    if (member !== undefined) text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${member}`;
  }
  return `{${text}}`;
}

function writeTensor(array: NdArray, path: string): string {
  assertShape(array, `document field ${path}`);
  const { data, shape } = array;
  const text = plainElements(array) ? writeElement : writeConverted(elementReader(array));
  if (shape.length === 0) return text(data[0] as number | bigint);
  let position = 0;
  const build = (dimension: number): string => {
    const length = shape[dimension] as number;
    const parts: string[] = [];
    for (let i = 0; i < length; i++) {
      parts.push(dimension === shape.length - 1 ? text((data as TensorData)[position++] as number | bigint) : build(dimension + 1));
    }
    return `[${parts.join(',')}]`;
  };
  return build(0);
}

function plainElements({ dtype }: NdArray): boolean {
  return dtype !== 'bool' && dtype !== 'float16';
}

function writeElement(element: number | bigint): string {
  return typeof element === 'bigint' || Number.isFinite(element) ? String(element) : 'null';
}

function writeConverted(read: (element: number | bigint) => unknown): (element: number | bigint) => string {
  return (element) => JSON.stringify(read(element));
}
