// Checked by the compiler alone: every line that must not compile says so.
import { type CallContext, type Document, Executor, requests } from '@zedflow/executor';
import { z } from 'zod';

const Question = z.object({ text: z.string(), size: z.number().default(1) });
const Top = z.object({ top: z.number() });

export class Typed extends Executor<{ size: number }> {
  static module = import.meta.url;
  static options = z.object({ size: z.number() });

  @requests
  bare(docs: Document[]) {
    return docs;
  }

  @requests()
  noParameters() {}

  @requests('/untyped')
  ownTypes(docs: { text: string }[], ctx: CallContext<{ top?: number }>) {
    return docs.slice(0, ctx.parameters.top ?? this.options.size);
  }

  @requests('/typed', { input: Question, parameters: Top, write: true })
  async typed(docs: (z.output<typeof Question> & Document)[], ctx: CallContext<z.output<typeof Top>>) {
    return docs.map((doc) => ({ text: doc.text, size: doc.size + ctx.parameters.top }));
  }

  @requests({ on: ['/chat', '/talk'], input: Question })
  async *chat(doc: { text: string; size: number }, ctx: CallContext) {
    ctx.signal.throwIfAborted();
    yield { text: doc.text.repeat(doc.size) };
  }

  // @ts-expect-error: the schema makes `size` a number
  @requests('/wrong', { input: Question })
  wrongInput(docs: { size: string }[]) {
    return docs;
  }

  // @ts-expect-error: the schema makes `top` a number
  @requests('/wrong', { parameters: Top })
  wrongParameters(_docs: Document[], ctx: CallContext<{ top: string }>) {
    return { top: ctx.parameters.top };
  }

  // @ts-expect-error: there is no such option
  @requests('/wrong', { wriet: true })
  wrongOption() {}

  // @ts-expect-error: only methods answer endpoints
  @requests('/wrong')
  field = 1;
}
