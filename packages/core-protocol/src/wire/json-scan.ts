import { malformed } from '../errors/protocol-error.js';
import { RuntimeError } from '../errors/runtime-error.js';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** The position after spaces, tabs and line ends. */
export function skipSpace(bytes: Uint8Array, position: number): number {
  let at = position;
  for (let byte = bytes[at]; byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09; byte = bytes[at]) at++;
  return at;
}

/** The position after the string that starts at `position`. */
export function skipString(bytes: Uint8Array, position: number): number {
  let from = position + 1;
  for (;;) {
    const end = bytes.indexOf(QUOTE, from);
    if (end === -1) throw malformed('JSON', `the text that starts at byte ${position} does not end`);
    let slashes = 0;
    while (bytes[end - 1 - slashes] === BACKSLASH && end - 1 - slashes > position) slashes++;
    if (slashes % 2 === 0) return end + 1;
    from = end + 1;
  }
}

/**
 * The position after the value that starts at `position`. Only brackets and strings are looked at; whether the rest is JSON is for
 * the parser. Throws `protocol_too_deep` beyond `maxDepth` brackets, `protocol_malformed` where the value does not end.
 */
export function skipValue(bytes: Uint8Array, position: number, maxDepth: number): number {
  let at = position;
  let depth = 0;
  while (at < bytes.length) {
    const byte = bytes[at] as number;
    if (byte === QUOTE) {
      at = skipString(bytes, at);
      if (depth === 0) return at;
      continue;
    }
    const isClosing = byte === 0x7d || byte === 0x5d;
    if (depth === 0 && (isClosing || byte === 0x2c || byte <= 0x20)) return at;
    if (byte === 0x7b || byte === 0x5b) {
      depth++;
      if (depth > maxDepth)
        throw new RuntimeError('protocol_too_deep', `JSON: nested deeper than ${maxDepth} levels`, { details: { maxDepth } });
    } else if (isClosing) {
      depth--;
      if (depth === 0) return at + 1;
    }
    at++;
  }
  if (depth > 0 || at === position) throw malformed('JSON', 'it ends too early');
  return at;
}

/** UTF-8 text of bytes, also of shared memory. Broken sequences become U+FFFD. */
export function utf8Text(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
}

/** Parsed JSON of bytes; `what` names it in the error. */
export function parseJson(bytes: Uint8Array, what: string): unknown {
  return parseJsonText(utf8Text(bytes), what);
}

export function parseJsonText(text: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch (thrown) {
    throw malformed(what, `not JSON: ${thrown instanceof Error ? thrown.message : String(thrown)}`, thrown);
  }
}
