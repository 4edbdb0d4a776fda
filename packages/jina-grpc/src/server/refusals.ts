import { RuntimeError } from '@zedflow/core-protocol';

/** Throws `protocol_malformed` for a request of no bytes: every request has at least a header. */
export function assertMessageBytes(bytes: Uint8Array): void {
  if (bytes.byteLength > 0) return;
  throw new RuntimeError('protocol_malformed', 'the request message has no bytes; send a protobuf message with a header', {
    details: { bytes: 0 },
  });
}

/** The refusal of a server that is stopping. The call had not begun. */
export function drainingError(): RuntimeError {
  return new RuntimeError('runtime_draining', 'this server is stopping and takes no new call; send it to another replica, or later', {
    details: { started: false },
  });
}
