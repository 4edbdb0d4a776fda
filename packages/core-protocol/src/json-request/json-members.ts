import { DEFAULT_MAX_DEPTH } from '../documents/limits.js';
import { malformed } from '../errors/protocol-error.js';
import type { JsonObject } from '../json-value.js';
import { skipSpace, skipString, skipValue, utf8Text } from '../wire/json-scan.js';

const UTF8_BOM_BYTES = 3;
const DATA = Buffer.from('"data"');
const DOCS = Buffer.from('"docs"');
const NULL = Buffer.from('null');

/** The value of the top-level `data`, and the text of the body with null in its place. */
export function sliceData(bytes: Uint8Array, what: string): { data: Uint8Array | undefined; rest: string } {
  let at = skipSpace(bytes, bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? UTF8_BOM_BYTES : 0);
  let data: Uint8Array | undefined;
  let rest = '';
  let copied = at;
  forEachMember(bytes, at, DATA, what, (isData, start, end) => {
    if (!isData) return;
    data = isNull(bytes, start, end) ? undefined : bytes.subarray(start, end);
    rest += `${utf8Text(bytes.subarray(copied, start))}null`;
    copied = end;
  });
  at = copied;
  return { data, rest: rest + utf8Text(bytes.subarray(at)) };
}

/** Calls `visit` for each member of the object that starts at `position`, telling whether its key is `wanted`. */
function forEachMember(
  bytes: Uint8Array,
  position: number,
  wanted: Uint8Array,
  what: string,
  visit: (isWanted: boolean, start: number, end: number) => void,
): void {
  if (bytes[position] !== 0x7b) throw malformed(what, 'the body must be a JSON object');
  let at = skipSpace(bytes, position + 1);
  while (bytes[at] !== 0x7d) {
    if (bytes[at] !== 0x22) throw malformed(what, `a member name is missing at byte ${at}`);
    const keyEnd = skipString(bytes, at);
    const isWanted = isSame(bytes, at, keyEnd, wanted);
    at = skipSpace(bytes, keyEnd);
    if (bytes[at] !== 0x3a) throw malformed(what, `a colon is missing at byte ${at}`);
    const start = skipSpace(bytes, at + 1);
    const end = skipValue(bytes, start, DEFAULT_MAX_DEPTH);
    visit(isWanted, start, end);
    at = skipSpace(bytes, end);
    if (bytes[at] === 0x2c) at = skipSpace(bytes, at + 1);
    else if (bytes[at] !== 0x7d) throw malformed(what, `a comma or } is missing at byte ${at}`);
  }
}

/** The list of `{"docs": [...]}`, when that is all there is; else the data itself, which must be an object or an array. */
export function unwrapDocs(data: Uint8Array, what: string): Uint8Array | undefined {
  if (data[0] === 0x5b) return data;
  if (data[0] !== 0x7b) throw malformed(what, '`data` must be a document, a list of documents, {"docs": [...]} or null');
  let members = 0;
  let docs: Uint8Array | null | undefined;
  forEachMember(data, 0, DOCS, what, (isDocs, start, end) => {
    members++;
    if (!isDocs) return;
    if (data[start] === 0x5b) docs = data.subarray(start, end);
    else if (isNull(data, start, end)) docs = null;
  });
  if (members !== 1 || docs === undefined) return data;
  return docs ?? undefined;
}

function isNull(bytes: Uint8Array, start: number, end: number): boolean {
  return isSame(bytes, start, end, NULL);
}

/** Compared as bytes: a body may have millions of members. */
function isSame(bytes: Uint8Array, start: number, end: number, wanted: Uint8Array): boolean {
  if (end - start !== wanted.length) return false;
  for (let i = 0; i < wanted.length; i++) if (bytes[start + i] !== wanted[i]) return false;
  return true;
}

/** A text under either spelling; null counts as absent. */
export function textMember(holder: JsonObject, camel: string, snake: string, what: string): string | undefined {
  for (const key of [camel, snake]) {
    const value = Object.hasOwn(holder, key) ? holder[key] : undefined;
    if (value === undefined || value === null) continue;
    if (typeof value !== 'string') throw malformed(what, `\`${key}\` must be a text, got ${typeof value}`);
    return value;
  }
  return undefined;
}

export function objectMember(holder: JsonObject, key: string, what: string): JsonObject | undefined {
  const value = Object.hasOwn(holder, key) ? holder[key] : undefined;
  if (value === undefined || value === null) return undefined;
  if (typeof value !== 'object' || Array.isArray(value)) throw malformed(what, `\`${key}\` must be an object`);
  return value;
}
