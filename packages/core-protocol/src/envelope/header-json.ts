import { toProtocolError } from '../errors/protocol-error.js';
import { RuntimeError } from '../errors/runtime-error.js';
import { isJsonObject, type JsonObject } from '../json-value.js';

/** JSON text of a header field; an empty object is an empty text, which costs nothing to read again. */
export function encodeHeaderJson(value: JsonObject, field: string): string {
  try {
    const text = JSON.stringify(value);
    return text === '{}' ? '' : text;
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    throw new RuntimeError('invalid_argument', `${field} must be a JSON object: ${reason}`, { cause: thrown });
  }
}

/** The object again. `__proto__` keys are plain data. */
export function decodeHeaderJson(text: string, field: string): JsonObject {
  if (text === '') return {};
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (thrown) {
    throw toProtocolError(thrown, `envelope header: ${field}`);
  }
  if (!isJsonObject(value)) {
    throw new RuntimeError('protocol_malformed', `envelope header: ${field} must be a JSON object`);
  }
  return value;
}

/** Whether a number in `value` is NaN or infinite: JSON would write null for it. */
export function hasNonFinite(value: unknown): boolean {
  if (typeof value === 'number') return !Number.isFinite(value);
  if (typeof value !== 'object' || value === null) return false;
  for (const key in value) if (hasNonFinite((value as Record<string, unknown>)[key])) return true;
  return false;
}
