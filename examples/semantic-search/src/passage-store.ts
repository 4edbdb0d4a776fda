import { mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import {
  Field,
  FixedSizeList,
  Float32,
  makeData,
  RecordBatch,
  Schema,
  Struct,
  Table,
  tableFromIPC,
  tableToIPC,
  Utf8,
  vectorFromArray,
} from 'apache-arrow';
import writeFileAtomic from 'write-file-atomic';

/** One passage of one file. */
export interface Passage {
  readonly file: string;
  /** Hash of the file that the passage was cut from. */
  readonly hash: string;
  readonly title: string;
  readonly text: string;
}

/** A passage that answers a question. */
export interface Match extends Passage {
  /** Cosine of the angle between question and passage: 1 = same meaning. */
  readonly score: number;
}

const TEXT_COLUMNS = ['file', 'hash', 'title', 'text'] as const;
const FILES_KEY = 'files';

/** Passages and their unit vectors, kept in one Arrow file. The vectors are one block of numbers, so a search is one pass over it. */
export class PassageStore {
  #passages: Passage[] = [];
  #vectors = new Float32Array();
  #size = 0;
  #files = new Map<string, string>();

  get count(): number {
    return this.#passages.length;
  }

  /** Path and hash of each file that the store stands for, also of those without a passage. */
  get files(): ReadonlyMap<string, string> {
    return this.#files;
  }

  /** Adds all passages of some files; what the store had of these files goes. */
  add(passages: readonly Passage[], vectors: readonly Float32Array[]): void {
    const files = new Set(passages.map(({ file }) => file));
    this.#keep(({ file }) => !files.has(file));
    this.#size = this.count === 0 ? (vectors[0]?.length ?? this.#size) : this.#size;
    const odd = vectors.find((vector) => vector.length !== this.#size);
    if (odd !== undefined) throw new RangeError(`a vector has ${odd.length} numbers, those of the index have ${this.#size}`);
    const start = this.count * this.#size;
    this.#reserve(start + vectors.length * this.#size);
    for (const [index, vector] of vectors.entries()) this.#vectors.set(vector, start + index * this.#size);
    this.#passages.push(...passages);
  }

  /** From now on the store stands for these files (path and hash): passages of others, and of older versions, go. */
  keepOnly(files: ReadonlyMap<string, string>): void {
    this.#files = new Map(files);
    this.#keep(({ file, hash }) => files.get(file) === hash);
  }

  /** The `limit` best answers to the question with this unit vector, best first, one per title. */
  search(question: Float32Array, limit: number): Match[] {
    const scores = this.#passages.map((_, index) => this.#dot(question, index));
    const order = [...scores.keys()].sort((a, b) => (scores[b] as number) - (scores[a] as number));
    const best = new Map<string, Match>();
    for (const index of order) {
      if (best.size >= limit) break;
      const passage = this.#passages[index] as Passage;
      if (!best.has(passage.title)) best.set(passage.title, { ...passage, score: scores[index] as number });
    }
    return [...best.values()];
  }

  /** Writes all of it to `path`: readers see the old file or the new one, never a part. */
  async save(path: string): Promise<void> {
    const vectorType = new FixedSizeList(Math.max(1, this.#size), new Field('value', new Float32()));
    const numbers = makeData({ type: new Float32(), data: this.#vectors.subarray(0, this.count * this.#size) });
    const columns = TEXT_COLUMNS.map(
      (key) =>
        vectorFromArray(
          this.#passages.map((passage) => passage[key]),
          new Utf8(),
        ).data[0],
    );
    const fields = [...TEXT_COLUMNS.map((key) => new Field(key, new Utf8())), new Field('vector', vectorType)];
    const children = [...columns, makeData({ type: vectorType, length: this.count, child: numbers })].filter((data) => data !== undefined);
    const rows = makeData({ type: new Struct(fields), length: this.count, children: this.count === 0 ? [] : children });
    const schema = new Schema(fields, new Map([[FILES_KEY, JSON.stringify([...this.#files])]]));
    await mkdir(dirname(path), { recursive: true });
    await writeFileAtomic(path, Buffer.from(tableToIPC(new Table([new RecordBatch(schema, rows)]), 'file')));
  }

  /** The store that `path` holds; an empty one when there is no such file. */
  static async load(path: string): Promise<PassageStore> {
    const store = new PassageStore();
    let bytes: Buffer;
    try {
      bytes = await readFile(path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return store;
      throw error;
    }
    const table = tableFromIPC(bytes);
    const rows = table.toArray() as unknown as Passage[];
    store.#passages = rows.map(({ file, hash, title, text }) => ({ file, hash, title, text }));
    store.#files = new Map(JSON.parse(table.schema.metadata.get(FILES_KEY) ?? '[]') as [string, string][]);
    const vectors = table.getChild('vector');
    store.#size = (vectors?.type as FixedSizeList | undefined)?.listSize ?? 0;
    store.#reserve(store.count * store.#size);
    let place = 0;
    for (const batch of vectors?.data ?? []) {
      const numbers = batch.children[0]?.values as Float32Array;
      store.#vectors.set(numbers, place);
      place += numbers.length;
    }
    return store;
  }

  #keep(isKept: (passage: Passage) => boolean): void {
    const all = this.#passages;
    if (all.every(isKept)) return;
    const kept = [...all.keys()].filter((index) => isKept(all[index] as Passage));
    for (const [to, from] of kept.entries()) this.#vectors.copyWithin(to * this.#size, from * this.#size, (from + 1) * this.#size);
    this.#passages = kept.map((index) => all[index] as Passage);
  }

  #dot(question: Float32Array, index: number): number {
    const start = index * this.#size;
    let sum = 0;
    for (let place = 0; place < this.#size; place++) sum += (question[place] as number) * (this.#vectors[start + place] as number);
    return sum;
  }

  #reserve(numbers: number): void {
    if (numbers <= this.#vectors.length) return;
    const larger = new Float32Array(Math.max(numbers, this.#vectors.length * 2));
    larger.set(this.#vectors);
    this.#vectors = larger;
  }
}
