import { RuntimeError } from '@zedflow/core-protocol';
import { RE2JS } from 're2js';

/** Characters that mean themselves in every pattern: such a pattern is a plain prefix. */
const PLAIN = /^[\w-]*$/;

/** Longest pattern that a client may send. */
export const MAX_PATTERN_LENGTH = 256;

/** Patterns that are kept compiled. */
const MAX_CACHED = 256;

type Matcher = (name: string) => boolean;

/**
 * Jina's `target_executor`: a pattern that must match at the beginning of a node's name, as Python's `re.match` does.
 * Runs in linear time whatever a client sends; compiled patterns are kept, least recently used out first.
 */
export class TargetPatterns {
  readonly #cache = new Map<string, Matcher>();

  /** Throws `invalid_argument` for a pattern that is too long or not valid. */
  matcherOf(pattern: string): Matcher {
    const known = this.#cache.get(pattern);
    if (known) {
      this.#cache.delete(pattern);
      this.#cache.set(pattern, known);
      return known;
    }
    const matcher = compile(pattern);
    this.#cache.set(pattern, matcher);
    if (this.#cache.size > MAX_CACHED) this.#cache.delete(this.#cache.keys().next().value as string);
    return matcher;
  }
}

function compile(pattern: string): Matcher {
  if (pattern.length > MAX_PATTERN_LENGTH) {
    throw new RuntimeError(
      'invalid_argument',
      `target_executor is ${pattern.length} characters long; at most ${MAX_PATTERN_LENGTH} are allowed`,
      { details: { length: pattern.length, maxLength: MAX_PATTERN_LENGTH } },
    );
  }
  if (PLAIN.test(pattern)) return (name) => name.startsWith(pattern);
  try {
    const compiled = RE2JS.compile(pattern);
    return (name) => compiled.matcher(name).lookingAt();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new RuntimeError(
      'invalid_argument',
      `target_executor '${pattern}' is not a valid pattern: ${reason} (RE2 syntax: no lookaround, no back-references)`,
      { details: { pattern }, cause: error },
    );
  }
}
