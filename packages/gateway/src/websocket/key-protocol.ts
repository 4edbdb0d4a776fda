/** Browsers cannot set headers of a WebSocket: a sub-protocol `bearer.` and the key in base64url stands for one. */
const PREFIX = 'bearer.';

type Headers = Readonly<Record<string, string>>;

/** The headers of a handshake, with the key of its sub-protocols as `authorization` where it has none. */
export function withProtocolKey(headers: Headers): Headers {
  const offered = headers['sec-websocket-protocol'];
  if (offered === undefined || headers['authorization'] !== undefined) return headers;
  const protocol = offered
    .split(',')
    .map((name) => name.trim())
    .find((name) => name.startsWith(PREFIX));
  if (protocol === undefined) return headers;
  return { ...headers, authorization: `Bearer ${Buffer.from(protocol.slice(PREFIX.length), 'base64url').toString()}` };
}
