import type { StandardSchemaV1 } from '@standard-schema/spec';
import { DEFAULT_ENDPOINT, type Document } from '@zedflow/core-protocol';
import type { CallContext } from './call-context.js';
import { declareBinding } from './declared-bindings.js';
import type { EndpointOptions, EndpointOptionsWithPath, Schema } from './endpoint-options.js';

/** The documents that a handler gets: as its input schema says, with whatever else the document had. */
type DocumentOf<S> = S extends Schema ? StandardSchemaV1.InferOutput<S> & Document : Document;
type ParametersOf<S> = S extends Schema ? StandardSchemaV1.InferOutput<S> : Record<string, unknown>;

// biome-ignore lint/suspicious/noExplicitAny: only `any` takes every parameter list.
type AnyMethod = (...args: any[]) => unknown;

/** A method that may answer an endpoint with these schemas. Where there is no schema, the method's own types stand. */
type Handler<In, Params> = In extends Schema
  ?
      | ((docs: DocumentOf<In>[], ctx: CallContext<ParametersOf<Params>>) => unknown)
      | ((doc: DocumentOf<In>, ctx: CallContext<ParametersOf<Params>>) => unknown)
  : Params extends Schema
    ? // biome-ignore lint/suspicious/noExplicitAny: the documents are of the method's own type.
      (docs: any, ctx: CallContext<ParametersOf<Params>>) => unknown
    : AnyMethod;

type RequestsDecorator<Method extends AnyMethod> = (value: Method, context: ClassMethodDecoratorContext) => void;

/**
 * Binds a method to endpoints, as a standard (stage 3) decorator: `@requests`, `@requests()`, `@requests('/index')`,
 * `@requests('/index', { write: true })`, `@requests({ on: ['/index', '/update'], input: schema })`.
 * Without a path the method answers `/default`, that is every endpoint without a handler of its own.
 * Plain JavaScript says the same with a `static requests` table.
 *
 * @throws TypeError for a path without a leading slash, a static or private method, and legacy decorators.
 */
export function requests(value: AnyMethod, context: ClassMethodDecoratorContext): void;
export function requests<
  In extends Schema | undefined = undefined,
  Out extends Schema | undefined = undefined,
  Params extends Schema | undefined = undefined,
>(on: string | readonly string[], options?: EndpointOptions<In, Out, Params>): RequestsDecorator<Handler<In, Params>>;
export function requests<
  In extends Schema | undefined = undefined,
  Out extends Schema | undefined = undefined,
  Params extends Schema | undefined = undefined,
>(options?: EndpointOptionsWithPath<In, Out, Params>): RequestsDecorator<Handler<In, Params>>;
export function requests(
  first?: AnyMethod | string | readonly string[] | EndpointOptionsWithPath,
  second?: ClassMethodDecoratorContext | EndpointOptions,
): unknown {
  if (typeof first === 'function') {
    return declareBinding(second as ClassMethodDecoratorContext, [DEFAULT_ENDPOINT], {});
  }
  const { on, options } = readArguments(first, second as EndpointOptions | undefined);
  return (_value: AnyMethod, context: ClassMethodDecoratorContext) => declareBinding(context, on, options);
}

function readArguments(first: string | readonly string[] | EndpointOptionsWithPath | undefined, second: EndpointOptions | undefined) {
  if (first === undefined) return { on: [DEFAULT_ENDPOINT], options: {} };
  if (typeof first === 'string') return { on: [first], options: second ?? {} };
  if (Array.isArray(first)) return { on: first as readonly string[], options: second ?? {} };
  const { on = DEFAULT_ENDPOINT, ...options } = first as EndpointOptionsWithPath;
  return { on: typeof on === 'string' ? [on] : on, options };
}
