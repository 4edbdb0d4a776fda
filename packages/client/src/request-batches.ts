import type { Document } from '@zedflow/core-protocol';

/** What `post` takes: nothing, one document, or any number of them; a text stands for a document with that text. */
export type Inputs = undefined | string | Document | Iterable<string | Document> | AsyncIterable<string | Document>;

/**
 * Cuts the inputs into requests of at most `requestSize` documents.
 * No input at all is one request without documents, as Jina's client sends it.
 */
export function requestBatches(inputs: Inputs, requestSize: number): Iterable<Document[]> | AsyncIterable<Document[]> {
  if (inputs === undefined) return [[]];
  if (typeof inputs === 'string') return [[{ text: inputs }]];
  if (typeof inputs !== 'object' || inputs === null) return [[toDocument(inputs)]];
  if (Symbol.asyncIterator in inputs) return asyncBatches(inputs as AsyncIterable<string | Document>, requestSize);
  if (Symbol.iterator in inputs) return syncBatches(inputs as Iterable<string | Document>, requestSize);
  return [[toDocument(inputs)]];
}

function* syncBatches(inputs: Iterable<string | Document>, requestSize: number): Generator<Document[]> {
  let batch: Document[] = [];
  for (const input of inputs) {
    batch.push(toDocument(input));
    if (batch.length === requestSize) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}

async function* asyncBatches(inputs: AsyncIterable<string | Document>, requestSize: number): AsyncGenerator<Document[]> {
  let batch: Document[] = [];
  for await (const input of inputs) {
    batch.push(toDocument(input));
    if (batch.length === requestSize) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}

/** The document that an input stands for. */
export function toDocument(input: unknown): Document {
  if (typeof input === 'string') return { text: input };
  if (typeof input === 'object' && input !== null && !Array.isArray(input) && !ArrayBuffer.isView(input)) return input as Document;
  throw new TypeError(
    `inputs must be documents (plain objects) or texts, got ${Array.isArray(input) ? 'an array' : input === null ? 'null' : typeof input}`,
  );
}
