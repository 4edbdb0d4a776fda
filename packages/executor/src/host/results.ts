import { type Document, type JsonObject, RuntimeError } from '@zedflow/core-protocol';
import { isPlainObject, kindOf, toJsonObject } from '../plain-json.js';

/** Where a value came from, for errors: `Segmenter.segment (/index)`. */
export type HandlerName = string;

function badResult(handler: HandlerName, what: string, hint: string): RuntimeError {
  return new RuntimeError('executor_bad_result', `${handler} ${what}. ${hint}`, { details: { handler } });
}

const ALLOWED = 'Return an array of documents, nothing (documents changed in place), or a plain object (results)';

/** Any object but an array or a buffer can be a document: a schema library may make class instances. */
function isDocument(value: unknown): value is Document {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !ArrayBuffer.isView(value) && !isIterator(value);
}

function isIterator(value: object): boolean {
  return typeof (value as { next?: unknown }).next === 'function' && (Symbol.iterator in value || Symbol.asyncIterator in value);
}

/** What a plain handler's return value means: documents, or results beside the documents that came. */
export function readResult(handler: HandlerName, value: unknown, docs: Document[]): { docs: Document[]; results?: JsonObject } {
  if (value === undefined || value === null || value === docs) return { docs };
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index++) {
      if (!isDocument(value[index])) {
        throw badResult(handler, `returned an array whose element ${index} is ${kindOf(value[index])}`, 'Each element must be a document');
      }
    }
    return { docs: value as Document[] };
  }
  if (typeof value === 'object' && isIterator(value)) {
    throw badResult(handler, 'returned a generator', "Bind it with { stream: true }, or let nothing wrap the generator's method");
  }
  if (!isPlainObject(value)) throw badResult(handler, `returned ${kindOf(value)}`, ALLOWED);
  return { docs, results: toResults(handler, value) };
}

/** What a handler of single documents returned for `doc`: another document, or nothing for the same. */
export function readSingleResult(handler: HandlerName, value: unknown, doc: Document): Document {
  if (value === undefined || value === null) return doc;
  if (!isDocument(value)) throw badResult(handler, `returned ${kindOf(value)}`, 'It takes one document, so return one document or nothing');
  return value;
}

/** What a generator yielded. */
export function readItem(handler: HandlerName, value: unknown): Document {
  if (!isDocument(value)) throw badResult(handler, `yielded ${kindOf(value)}`, 'Yield one document at a time');
  return value;
}

/** The iterator of what a stream handler returned. */
export function readIterator(handler: HandlerName, value: unknown): AsyncIterator<unknown> | Iterator<unknown> {
  if (typeof value === 'object' && value !== null) {
    const source = value as Partial<AsyncIterable<unknown> & Iterable<unknown>>;
    const iterator = source[Symbol.asyncIterator]?.() ?? (Array.isArray(value) ? undefined : source[Symbol.iterator]?.());
    if (iterator !== undefined) return iterator;
  }
  throw badResult(handler, `returned ${kindOf(value)}`, 'It streams, so it must be a generator or return an iterable');
}

/** Results travel as JSON in the parameters: what JSON cannot say is an error here, not silence later. */
function toResults(handler: HandlerName, value: Record<string, unknown>): JsonObject {
  return toJsonObject(value, 'results', (path, what) =>
    badResult(handler, `returned ${what} in ${path}`, 'Results are JSON: strings, finite numbers, booleans, null, arrays, objects'),
  );
}
