import { type Document, Executor, requests } from 'zedflow';
import { toPassages } from './passages.js';

interface SegmenterOptions {
  /** Characters that a passage has at most. */
  max_chars?: number;
  /** Passages that are taken from the beginning of a file. */
  max_passages?: number;
}

/** Cuts each file into passages: one document in, several out. */
export class Segmenter extends Executor<SegmenterOptions> {
  @requests('/index')
  segment(files: Document[]): Document[] {
    const { max_chars = 200, max_passages = 6 } = this.options;
    return files.flatMap((file) =>
      toPassages(file.text ?? '', { maxChars: max_chars, maxPassages: max_passages }).map((text, offset) => ({
        id: `${file.id}#${offset}`,
        parent_id: file.id ?? '',
        offset,
        text,
        tags: { ...file.tags },
      })),
    );
  }
}
