import type { EndpointOptions } from './endpoint-options.js';

// Node 20 has no Symbol.metadata, and compilers then drop what decorators leave there. Babel and esbuild fall back to this very symbol.
(Symbol as { metadata?: symbol }).metadata ??= Symbol.for('Symbol.metadata');
const METADATA: symbol = (Symbol as unknown as { metadata: symbol }).metadata;

// Registered, because a user's module may bring its own copy of this package.
const BINDINGS = Symbol.for('zedflow.executor.bindings');

/** What one use of `@requests` said. */
export interface DeclaredBinding {
  readonly method: string;
  readonly on: readonly string[];
  readonly options: EndpointOptions;
}

/** Notes in the class's decorator metadata that `method` answers the endpoints `on`. */
export function declareBinding(context: ClassMethodDecoratorContext, on: readonly string[], options: EndpointOptions): void {
  if (typeof context !== 'object' || context === null) {
    throw new TypeError(
      '@requests needs standard decorators, but this file was compiled with legacy ones: remove "experimentalDecorators" from tsconfig.json',
    );
  }
  const what = `@requests on ${String(context.name)}`;
  if (context.kind !== 'method') throw new TypeError(`${what}: only a method can answer an endpoint, got a ${context.kind}`);
  if (context.static || context.private) throw new TypeError(`${what}: the method must be neither static nor private`);
  if (typeof context.name !== 'string') throw new TypeError(`${what}: the method must have a plain name`);
  const metadata = context.metadata as Record<symbol, DeclaredBinding[]> | undefined;
  if (metadata === undefined) {
    throw new TypeError(`${what}: the compiler gives decorators no metadata; TypeScript 5.2, esbuild 0.21 or newer do`);
  }
  // Metadata inherits from the base class's: each class gets a list of its own.
  if (!Object.hasOwn(metadata, BINDINGS)) Object.defineProperty(metadata, BINDINGS, { value: [] });
  metadata[BINDINGS]?.push({ method: context.name, on, options });
}

/** What decorators declared on the class `owner` itself, without its base classes. */
export function declaredBindings(owner: object): readonly DeclaredBinding[] {
  const metadata = Object.hasOwn(owner, METADATA) ? (owner as Record<symbol, unknown>)[METADATA] : undefined;
  if (typeof metadata !== 'object' || metadata === null || !Object.hasOwn(metadata, BINDINGS)) return [];
  return (metadata as Record<symbol, DeclaredBinding[]>)[BINDINGS] ?? [];
}
