import type { FastifyReply } from 'fastify';

/** Up to here the parts are copied into one write, which is cheaper than several. */
const JOIN_BELOW_BYTES = 64 * 1024;

export type ResponseHeaders = Record<string, string | number | string[]>;

const JSON_TYPE = 'application/json';

/**
 * Writes a response of text and bytes past Fastify's serialisation: `parts` go out as they are, large ones without a copy.
 * Headers that hooks have set (CORS) go with it.
 */
export function respond(reply: FastifyReply, status: number, headers: ResponseHeaders, parts: readonly (string | Uint8Array)[]): void {
  const response = reply.raw;
  reply.hijack();
  if (response.destroyed || response.headersSent) return;
  let length = 0;
  for (const part of parts) length += typeof part === 'string' ? Buffer.byteLength(part) : part.byteLength;
  const set = reply.getHeaders() as ResponseHeaders;
  response.writeHead(status, { ...set, 'content-type': JSON_TYPE, ...headers, 'content-length': length });
  if (length < JOIN_BELOW_BYTES) {
    response.end(join(parts, length));
    return;
  }
  response.cork();
  for (const part of parts) response.write(part);
  response.end();
  response.uncork();
}

/** A response with one JSON value. */
export function respondJson(reply: FastifyReply, status: number, value: unknown, headers: ResponseHeaders = {}): void {
  respond(reply, status, headers, [JSON.stringify(value)]);
}

function join(parts: readonly (string | Uint8Array)[], length: number): Uint8Array {
  const joined = Buffer.allocUnsafe(length);
  let offset = 0;
  for (const part of parts) {
    if (typeof part === 'string') offset += joined.write(part, offset);
    else {
      joined.set(part, offset);
      offset += part.byteLength;
    }
  }
  return joined;
}
