/** A new document id as docarray makes them: 128 random bits as 32 hex digits. */
export function newDocumentId(): string {
  return globalThis.crypto.randomUUID().replaceAll('-', '');
}
