import { encodeDocuments } from '@zedflow/core-protocol';
import { describe, expect, it } from 'vitest';
import { assertDocumentLimit } from './document-limit.js';

describe('assertDocumentLimit', () => {
  it.each(['json', 'jina/v1', 'jina/v2'] as const)('counts the documents of %s', (contentType) => {
    const message = (count: number) => ({
      envelope: { kind: 'call' as const, sequence: 0, requestId: 'r', endpoint: '/', contentType },
      payloads: [
        encodeDocuments(
          contentType,
          Array.from({ length: count }, (_, index) => ({ id: `${index}` })),
        ),
      ],
    });

    expect(() => assertDocumentLimit(message(3), 3)).not.toThrow();
    expect(() => assertDocumentLimit(message(4), 3)).toThrow(/4 documents; at most 3/);
  });
});
