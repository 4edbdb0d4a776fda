import { RuntimeError } from '@zedflow/core-protocol';
import { load } from 'js-yaml';
import type { YamlDocument, YamlPath } from './parse-yaml.js';
import { describeOffset } from './yaml-text.js';

/** Where `${{ ENV.X }}` and `${{ CONTEXT.x }}` come from. */
export interface SubstituteOptions {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly context: Readonly<Record<string, unknown>>;
}

// The expression is short by rule, so that no text makes the search slow.
const VARIABLE = /\$\{\{([^{}\n]{0,300})\}\}/g;

/**
 * The value of a document with its variables filled in. Nothing is evaluated: a variable is a path into the environment, the
 * context or the file. A value that is one variable keeps the type of what it stands for; what an environment variable holds is
 * read as YAML, unless quotes say that it is a text. Jina 3.34: unresolved variables load silently; here they are errors.
 *
 * @throws config_invalid with file, line and column of the variable.
 */
export function substituteVariables(document: YamlDocument, options: SubstituteOptions): unknown {
  const resolving = new Set<string>();

  const resolve = (value: unknown, path: YamlPath): unknown => {
    if (typeof value === 'string') return value.includes('${{') ? resolveText(value, path) : value;
    if (Array.isArray(value)) return value.map((item, index) => resolve(item, [...path, index]));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, resolve(item, [...path, key])]));
  };

  const resolveText = (text: string, path: YamlPath): unknown => {
    const place = (variable: string) => placeOf(document, path, variable);
    const whole = new RegExp(`^${VARIABLE.source}$`).exec(text.trim());
    if (whole !== null) {
      const found = lookUp(whole[1] ?? '', place(text.trim()));
      // Only bare words are typed again: the quotes of "${{ ENV.PIN }}" keep 0042 a text.
      return found.isText && document.position(path)?.isPlain === true ? typedScalar(String(found.value)) : found.value;
    }
    const filled = text.replace(VARIABLE, (variable, expression: string) => {
      const { value } = lookUp(expression, place(variable));
      if (typeof value === 'object' && value !== null) {
        throw new RuntimeError('config_invalid', `${place(variable)}: ${variable} is not a text, a number or a boolean`);
      }
      return String(value);
    });
    // What is left did not parse as a variable: `${{ a + b }}` with braces, or never closed. Values may hold `${{` themselves.
    const rest = text.replace(VARIABLE, '');
    if (rest.includes('${{'))
      throw new RuntimeError('config_invalid', `${place('${{')}: a variable that begins with \${{ must end with }}`);
    return filled;
  };

  const lookUp = (expression: string, place: string): { value: unknown; isText: boolean } => {
    const [root, ...keys] = parseReference(expression.trim(), place);
    const name = keys.join('.');
    if (root === 'ENV') {
      const value = Object.hasOwn(options.env, name) ? options.env[name] : undefined;
      if (value === undefined) throw new RuntimeError('config_invalid', `${place}: the environment variable ${name} is not set`);
      return { value, isText: true };
    }
    if (root === 'CONTEXT') {
      const value = at(options.context, keys);
      if (value === undefined)
        throw new RuntimeError(
          'config_invalid',
          `${place}: the context has no ${name}; pass it as \`--context ${name}=...\` (in code { context })`,
        );
      return { value: structuredClone(value), isText: false };
    }
    const target = at(document.value, keys);
    if (target === undefined) throw new RuntimeError('config_invalid', `${place}: the file has nothing at root.${name}`);
    if (resolving.has(name)) throw new RuntimeError('config_invalid', `${place}: root.${name} refers to itself`);
    resolving.add(name);
    try {
      return { value: resolve(target, keys), isText: false };
    } finally {
      resolving.delete(name);
    }
  };

  return resolve(document.value, []);
}

type Reference = readonly ['ENV' | 'CONTEXT' | 'root', ...(string | number)[]];

/** `root.executors[0].name` in its parts. */
function parseReference(expression: string, place: string): Reference {
  const match = /^(ENV|CONTEXT|root)((?:\.[\w-]+|\[\d+\])+)$/.exec(expression);
  if (match === null || (match[1] === 'ENV' && !/^\.\w+$/.test(match[2] ?? ''))) {
    throw new RuntimeError(
      'config_invalid',
      `${place}: \`${expression}\` is not a variable: write ENV.NAME, CONTEXT.name or root.path[0].name; nothing is computed`,
    );
  }
  const keys = [...(match[2] ?? '').matchAll(/\.([\w-]+)|\[(\d+)\]/g)].map(([, key, index]) => key ?? Number(index));
  return [match[1] as Reference[0], ...keys];
}

/** The value at a path, through own properties only. */
function at(value: unknown, keys: readonly (string | number)[]): unknown {
  let current = value;
  for (const key of keys) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, key)) return undefined;
    current = (current as Record<string | number, unknown>)[key];
  }
  return current;
}

/** A text as YAML reads a bare word; anything but a scalar stays the text. */
function typedScalar(text: string): unknown {
  if (text.trim() === '') return text;
  try {
    const value = load(text);
    return typeof value === 'object' && value !== null ? text : value;
  } catch {
    return text;
  }
}

function placeOf(document: YamlDocument, path: YamlPath, variable: string): string {
  const start = document.position(path)?.valueOffset;
  if (start === undefined) return document.place(path);
  const found = document.source.text.indexOf(variable, start);
  return describeOffset(document.source, found === -1 ? start : found);
}
