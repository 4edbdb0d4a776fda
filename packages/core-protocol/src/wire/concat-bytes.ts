/** All pieces in one array of bytes. */
export function concatBytes(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  let bytes = 0;
  for (const piece of pieces) bytes += piece.byteLength;
  // Every byte is written: zeroing large memory first would cost as much again.
  const joined = new Uint8Array(Buffer.allocUnsafeSlow(bytes).buffer);
  let at = 0;
  for (const piece of pieces) {
    joined.set(piece, at);
    at += piece.byteLength;
  }
  return joined;
}
