import { isJsonObject, type JsonValue } from '@zedflow/core-protocol';
import type { OwnedOption } from './option.js';

/** A value that is not what its option takes; the message says what was expected and what came. */
export class OptionValueError extends Error {
  override readonly name = 'OptionValueError';
}

/**
 * The value of an option in its one form: choices in the case of the registry, lists as arrays. Text that came from a command
 * line, an environment variable or a YAML variable is read as the type of the option.
 *
 * @throws {OptionValueError} when the value does not fit.
 */
export function parseOptionValue(option: OwnedOption, value: unknown): JsonValue {
  switch (option.type) {
    case 'boolean':
      return parseBoolean(value);
    case 'integer':
      return parseInteger(option, value);
    case 'string':
      return parseString(option, value);
    case 'string-list':
      return asList(value).map((item) => parseString(option, item));
    case 'integer-list':
      return asList(value).map((item) => parseInteger(option, item));
    case 'object':
      return parseObject(value);
    case 'string-map':
      return parseStringMap(value);
    case 'string-or-object':
      return isJsonObject(value) ? value : parseString(option, value);
  }
}

/** What an option takes, in words: `an integer from 0 to 65535`. */
export function describeOptionType(option: OwnedOption): string {
  const choices = option.choices?.join(', ');
  switch (option.type) {
    case 'boolean':
      return 'true or false';
    case 'integer':
      return `an integer${rangeOf(option)}`;
    case 'integer-list':
      return `an integer${rangeOf(option)}, or a list of them`;
    case 'string':
      return choices === undefined ? 'a text' : `one of ${choices}`;
    case 'string-list':
      return choices === undefined ? 'a text or a list of texts' : `one or several of ${choices}`;
    case 'object':
      return 'an object';
    case 'string-map':
      return 'an object of texts';
    case 'string-or-object':
      return choices === undefined ? 'a text or an object' : `one of ${choices}, or an object`;
  }
}

function rangeOf({ min, max, unit }: OwnedOption): string {
  const range = min === undefined ? '' : max === undefined ? ` of ${min} or more` : ` from ${min} to ${max}`;
  return unit === undefined ? range : `${range} (${unit})`;
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}

function parseBoolean(value: unknown): boolean {
  if (typeof value === 'boolean') return value;
  if (typeof value === 'string' && /^(true|1|yes|on)$/i.test(value)) return true;
  if (typeof value === 'string' && /^(false|0|no|off)$/i.test(value)) return false;
  throw new OptionValueError(`expected true or false, got ${show(value)}`);
}

function parseInteger(option: OwnedOption, value: unknown): number {
  const number = typeof value === 'string' && /^[+-]?\d+$/.test(value.trim()) ? Number(value) : value;
  const { min = Number.MIN_SAFE_INTEGER, max = Number.MAX_SAFE_INTEGER } = option;
  if (typeof number !== 'number' || !Number.isSafeInteger(number) || number < min || number > max) {
    throw new OptionValueError(`expected ${describeOptionType(option)}, got ${show(value)}`);
  }
  return number;
}

function parseString(option: OwnedOption, value: unknown): string {
  if (typeof value !== 'string') throw new OptionValueError(`expected ${describeOptionType(option)}, got ${show(value)}`);
  if (option.choices === undefined) return value;
  const choice = option.choices.find((known) => known.toLowerCase() === value.toLowerCase());
  if (choice === undefined) throw new OptionValueError(`expected ${describeOptionType(option)}, got ${show(value)}`);
  return choice;
}

function parseObject(value: unknown): JsonValue {
  const object = typeof value === 'string' ? parseJson(value) : value;
  if (!isJsonObject(object)) throw new OptionValueError(`expected an object, got ${show(value)}`);
  return object;
}

function parseStringMap(value: unknown): JsonValue {
  const object = typeof value === 'string' ? parseJson(value) : value;
  if (!isJsonObject(object)) throw new OptionValueError(`expected an object of texts, got ${show(value)}`);
  return Object.fromEntries(
    Object.entries(object).map(([key, item]) => {
      // YAML makes numbers and booleans of bare words; as text they mean the same.
      if (typeof item !== 'string' && typeof item !== 'number' && typeof item !== 'boolean') {
        throw new OptionValueError(`expected an object of texts, got ${show(item)} for ${key}`);
      }
      return [key, String(item)];
    }),
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new OptionValueError(`expected JSON, got ${show(text)}`);
  }
}

function show(value: unknown): string {
  const text = value === undefined ? 'nothing' : (JSON.stringify(value) ?? String(value));
  return text.length > 80 ? `${text.slice(0, 80)}...` : text;
}
