/** A new id of a document or request, as Jina 3.34 makes them: 128 random bits as 32 hexadecimal digits. */
export function newId(): string {
  return globalThis.crypto.randomUUID().replaceAll('-', '');
}
