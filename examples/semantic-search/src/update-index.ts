import type { Document, Flow } from 'zedflow';
import type { InputFile } from './input-files.js';
import { createProgress } from './progress.js';

/** What an update found and did. */
export interface IndexUpdate {
  /** Files that were new or had changed. */
  readonly changedFiles: number;
  readonly removedFiles: number;
  /** Passages that the index holds now; undefined when nothing had to be done. */
  readonly passages: number | undefined;
}

const FILES_PER_REQUEST = 4;

/** Brings the Flow's index to what `files` say: sends only files that are new or changed, and saves the index when anything is. */
export async function updateIndex(flow: Flow, files: readonly InputFile[], signal: AbortSignal): Promise<IndexUpdate> {
  const indexed = new Map((await flow.post('/files', undefined, { signal })).map(({ id = '', tags }) => [id, tags?.['hash']]));
  const changed = files.filter((file) => indexed.get(file.path) !== file.hash);
  const removedFiles = indexed.size - files.filter((file) => indexed.has(file.path)).length;
  if (changed.length > 0) await sendFiles(flow, changed, signal);
  if (changed.length + removedFiles === 0) return { changedFiles: 0, removedFiles: 0, passages: undefined };
  const inventory = files.map(({ path, hash }): Document => ({ id: path, tags: { hash } }));
  const [saved] = await flow.post('/save', inventory, { requestSize: inventory.length, signal });
  return { changedFiles: changed.length, removedFiles, passages: Number(saved?.tags?.['passages']) };
}

async function sendFiles(flow: Flow, files: readonly InputFile[], signal: AbortSignal): Promise<void> {
  const progress = createProgress(files.length, 'files');
  const documents = files.map(({ path, title, hash, text }): Document => ({ id: path, text, tags: { title, hash } }));
  let done = 0;
  try {
    // Two requests per encoder: one runs, the next waits beside it.
    const options = { requestSize: FILES_PER_REQUEST, maxInFlight: 4, resultsInOrder: false, signal };
    for await (const _ of flow.postStream('/index', documents, options)) {
      done = Math.min(done + FILES_PER_REQUEST, files.length);
      progress.advance(done);
    }
  } finally {
    progress.end();
  }
}
