import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';

/** What Node's HTTP parser refuses before there is a request: status, code of the error table, and what to do. */
const REFUSALS: Readonly<Record<string, readonly [number, string, string]>> = {
  HPE_HEADER_OVERFLOW: [431, 'invalid_argument', 'the request line and headers are larger than maxHeaderBytes'],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'deadline_exceeded', 'the request did not arrive whole in time'],
};

/** Answers bytes that are no HTTP request, in the form of every other failure, and closes the connection. */
export function answerUnreadable(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const [status, code, detail] = REFUSALS[error.code ?? ''] ?? [400, 'protocol_malformed', `this is no HTTP request: ${error.message}`];
  const body = JSON.stringify({ code, detail: `[${code}] ${detail}` });
  const head = `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n`;
  socket.end(head + body, () => socket.destroy());
}
