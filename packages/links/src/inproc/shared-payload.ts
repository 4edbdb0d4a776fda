/** Payloads that were copied to shared memory, by the bytes that the caller holds: a retry or a second branch finds its copy again. */
const copies = new WeakMap<Uint8Array, Uint8Array>();

/** The payload in memory that threads share: itself when it is already there, else one copy, made once per payload. */
export function sharedPayload(payload: Uint8Array): Uint8Array {
  if (payload.buffer instanceof SharedArrayBuffer) return payload;
  let copy = copies.get(payload);
  if (copy === undefined) {
    copy = new Uint8Array(new SharedArrayBuffer(payload.byteLength));
    copy.set(payload);
    copies.set(payload, copy);
  }
  return copy;
}
