import protobuf from 'protobufjs/minimal.js';
import { readSlice } from '../wire/slice.js';

/** What one document looks like. */
type Verdict = 'jina/v1' | 'jina/v2' | undefined;

/** Empty documents and lists that are passed over, and fields of a document that are looked at: enough to tell, whatever the size. */
const MAX_LOOKS = 100;

/**
 * The docarray generation of a `DataContentProto` body, told from the first document that is not empty; nothing is decoded.
 * A v2 document has only map entries (field 1, each with a text key and a node); everything else is v1.
 * undefined: no documents, only empty ones (or a hundred of them in front), opaque `docs_bytes`, or bytes that are no content at all.
 */
export function detectGeneration(content: Uint8Array): Verdict {
  try {
    return readDocuments(content, (list) => readDocuments(list, generationOfDocument));
  } catch {
    // Broken bytes tell no generation; whoever decodes them says what is wrong with them.
    return undefined;
  }
}

/** The first verdict on a value of field 1. */
function readDocuments(bytes: Uint8Array, look: (value: Uint8Array) => Verdict): Verdict {
  const reader = protobuf.Reader.create(bytes);
  for (let looks = 0; looks < MAX_LOOKS && reader.pos < reader.len; looks++) {
    const tag = reader.tag();
    if (tag !== 10) {
      reader.skipType(tag & 7, 0, tag >>> 3);
      continue;
    }
    const value = readSlice(reader, bytes);
    const verdict = value.byteLength === 0 ? undefined : look(value);
    if (verdict !== undefined) return verdict;
  }
  return undefined;
}

function generationOfDocument(document: Uint8Array): Verdict {
  const reader = protobuf.Reader.create(document);
  for (let looks = 0; looks < MAX_LOOKS && reader.pos < reader.len; looks++) {
    if (reader.tag() !== 10) return 'jina/v1';
    if (!isMapEntry(readSlice(reader, document))) return 'jina/v1';
  }
  return 'jina/v2';
}

/** A key (text) and a value (message), either of which may be left out when empty. An id of v1 never looks like that. */
function isMapEntry(bytes: Uint8Array): boolean {
  if (bytes.byteLength === 0) return false;
  try {
    const reader = protobuf.Reader.create(bytes);
    while (reader.pos < reader.len) {
      const tag = reader.tag();
      if (tag !== 10 && tag !== 18) return false;
      reader.skip(reader.size());
    }
    return true;
  } catch {
    return false;
  }
}
