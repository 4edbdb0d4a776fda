import { join } from 'node:path';
import { type CallContext, type Document, Executor, requests } from 'zedflow';
import { type Match, PassageStore } from './passage-store.js';

/** Keeps the passages and their vectors in the Flow's workspace, and finds those nearest to a question. */
export class PassageIndex extends Executor {
  #store = new PassageStore();

  override async init(): Promise<void> {
    this.#store = await PassageStore.load(this.#file);
  }

  /** Adds the passages. Nothing is sent back: the caller has the files. */
  @requests('/index')
  add(passages: Document[]): Document[] {
    const rows = passages.map(({ parent_id = '', text = '', tags = {} }) => ({
      file: parent_id,
      text,
      title: String(tags['title']),
      hash: String(tags['hash']),
    }));
    this.#store.add(rows, passages.map(vectorOf));
    return [];
  }

  /**
   * The documents are all files that the index stands for now: passages of others and of older versions go.
   * Then the index is written to the workspace; without it a restart begins as at the last `/save`.
   */
  @requests('/save', { write: true })
  async save(files: Document[]): Promise<Document[]> {
    this.#store.keepOnly(new Map(files.map(({ id = '', tags = {} }) => [id, String(tags['hash'])])));
    await this.#store.save(this.#file);
    return [{ tags: { files: this.#store.files.size, passages: this.#store.count } }];
  }

  /** One document per file that the index stands for, with the file's hash. */
  @requests('/files')
  files(): Document[] {
    return [...this.#store.files].map(([id, hash]) => ({ id, tags: { hash } }));
  }

  /** Sets the best answers as the question's `matches`; the parameter `limit` says how many (5). */
  @requests('/search')
  search(questions: Document[], { parameters }: CallContext): void {
    const limit = Number(parameters['limit'] ?? 5);
    for (const question of questions) {
      question.matches = this.#store.search(vectorOf(question), limit).map(toDocument);
      // The caller asked with words, and wants words back.
      delete question.embedding;
    }
  }

  get #file(): string {
    return join(this.workspace, 'passages.arrow');
  }
}

function vectorOf({ id, embedding }: Document): Float32Array {
  if (embedding === undefined) throw new TypeError(`document ${id} has no embedding: the encoder must stand before the index in flow.yml`);
  // JSON does not say which floats it carries: in a call that came over HTTP they are float64.
  return embedding.data instanceof Float32Array ? embedding.data : Float32Array.from(embedding.data, Number);
}

function toDocument({ file, text, title, score }: Match): Document {
  return { text, uri: file, scores: { cosine: { value: score } }, tags: { title } };
}
