import { randomUUID } from 'node:crypto';

/** An id for a request whose client gave none: 32 hexadecimal digits, as Jina's are. */
export function newRequestId(): string {
  return randomUUID().replaceAll('-', '');
}
