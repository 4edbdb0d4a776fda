/** The least that a batch on a raw socket needs: the calls that wait in one frame, with a table of their lengths. */

const LARGE_BYTES = 64 * 1024;

/** Frames of a multipart message: small payloads packed, large ones apart. */
export function packFrames(payloads) {
  let bytes = 4 + payloads.length * 4;
  for (const payload of payloads) if (payload.byteLength < LARGE_BYTES) bytes += payload.byteLength;
  const frame = Buffer.allocUnsafeSlow(bytes);
  const frames = [frame];
  frame.writeUInt32LE(payloads.length, 0);
  let end = 4 + payloads.length * 4;
  payloads.forEach((payload, index) => {
    frame.writeUInt32LE(payload.byteLength, 4 + index * 4);
    if (payload.byteLength >= LARGE_BYTES) frames.push(payload);
    else {
      frame.set(payload, end);
      end += payload.byteLength;
    }
  });
  return frames;
}

export function unpackFrames([frame, ...large]) {
  const count = frame.readUInt32LE(0);
  const payloads = [];
  let start = 4 + count * 4;
  let next = 0;
  for (let index = 0; index < count; index++) {
    const length = frame.readUInt32LE(4 + index * 4);
    if (length >= LARGE_BYTES) payloads.push(large[next++]);
    else {
      payloads.push(frame.subarray(start, start + length));
      start += length;
    }
  }
  return payloads;
}

/** Sends what waits as one multipart message, never two at once. */
export function packedWriter(socket) {
  let waiting = [];
  let isBusy = false;
  const flush = async () => {
    while (waiting.length > 0) {
      const payloads = waiting;
      waiting = [];
      await socket.send(packFrames(payloads));
    }
    isBusy = false;
  };
  return (payload) => {
    waiting.push(payload);
    if (isBusy) return;
    isBusy = true;
    setImmediate(flush);
  };
}
