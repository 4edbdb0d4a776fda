import { type Document, type JsonObject, RuntimeError } from '@zedflow/core-protocol';
import { validateDocuments } from '../schema/validate.js';
import type { HostedEndpoint } from './hosted-endpoint.js';
import type { LiveCallContext } from './live-call-context.js';
import { readItem, readIterator, readResult, readSingleResult } from './results.js';

/** What a plain handler made of the documents. */
export interface Outcome {
  readonly docs: Document[];
  readonly results?: JsonObject;
}

/** Runs a handler that does not stream. */
export async function runHandler(endpoint: HostedEndpoint, docs: Document[], context: LiveCallContext): Promise<Outcome> {
  const outcome = endpoint.description.singleDocument
    ? { docs: await runForEach(endpoint, docs, context) }
    : readResult(endpoint.handlerName, await endpoint.invoke(docs, context), docs);
  const checked = checkOutput(endpoint, outcome.docs);
  if (checked !== undefined) await checked;
  return outcome;
}

/** One document after the other: a handler that wants to work on several at once takes the array. */
async function runForEach(endpoint: HostedEndpoint, docs: readonly Document[], context: LiveCallContext): Promise<Document[]> {
  const made: Document[] = [];
  for (const doc of docs) {
    context.assertWanted(Date.now());
    made.push(readSingleResult(endpoint.handlerName, await endpoint.invoke(doc, context), doc));
  }
  return made;
}

/** Runs a stream handler for each document and hands out what it yields. Leaving early fires `ctx.signal` and ends the generator. */
export async function* iterateItems(
  endpoint: HostedEndpoint,
  docs: readonly Document[],
  context: LiveCallContext,
): AsyncGenerator<Document, void, undefined> {
  let heardMs = Date.now();
  for (const doc of docs) {
    const iterator = readIterator(endpoint.handlerName, await endpoint.invoke(doc, context));
    let isOver = false;
    try {
      while (true) {
        // An iterator that throws is over; only one that is left in mid-way needs `return`.
        isOver = true;
        const step = await iterator.next();
        isOver = step.done === true;
        if (step.done) break;
        context.assertWanted(Date.now());
        const item = readItem(endpoint.handlerName, step.value);
        const checked = checkOutput(endpoint, [item]);
        if (checked !== undefined) await checked;
        yield item;
        if (Date.now() - heardMs < MAX_DEAF_MS) continue;
        await immediate();
        heardMs = Date.now();
        context.assertWanted(heardMs);
      }
    } finally {
      if (!isOver) {
        context.cancel();
        await iterator.return?.();
      }
    }
  }
}

// A generator that computes and never waits would keep its last item from leaving this thread until it has made the next one,
// and the thread from hearing that the caller left.
const MAX_DEAF_MS = 10;

function immediate(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** All items of a stream handler. */
export async function collectItems(endpoint: HostedEndpoint, docs: readonly Document[], context: LiveCallContext): Promise<Document[]> {
  const items: Document[] = [];
  for await (const item of iterateItems(endpoint, docs, context)) items.push(item);
  return items;
}

function checkOutput(endpoint: HostedEndpoint, docs: readonly Document[]): undefined | Promise<void> {
  if (endpoint.output === undefined) return undefined;
  return validateDocuments(
    endpoint.output,
    docs,
    (issues) =>
      new RuntimeError('executor_bad_result', `${endpoint.handlerName} made a document that its output schema refuses: ${issues}`, {
        details: { handler: endpoint.handlerName },
      }),
  );
}
