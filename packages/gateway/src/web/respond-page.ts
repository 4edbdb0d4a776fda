import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { FastifyReply } from 'fastify';
import type { RouteResponse } from '../routes/route.js';
import { type ResponseHeaders, respond } from './respond.js';

/** Writes what a page answers. Rejects with the failure of a body before its first part; a later one cuts the connection. */
export async function respondPage(reply: FastifyReply, { status = 200, headers = {}, body = '' }: RouteResponse): Promise<void> {
  const named = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  if (typeof body === 'string' || body instanceof Uint8Array) respond(reply, status, named, [body]);
  else await respondParts(reply, status, named, body);
}

async function respondParts(
  reply: FastifyReply,
  status: number,
  headers: ResponseHeaders,
  body: AsyncIterable<string | Uint8Array>,
): Promise<void> {
  const parts = body[Symbol.asyncIterator]();
  // What fails before there is anything to send is still a failure with a status.
  const first = await parts.next();
  const response = reply.raw;
  reply.hijack();
  if (response.destroyed) {
    await parts.return?.();
    return;
  }
  const set = reply.getHeaders() as ResponseHeaders;
  response.writeHead(status, { ...set, 'content-type': 'application/json', ...headers });
  // A client that leaves ends the iteration; what fails now has no status to be told with.
  await pipeline(Readable.from(rest(first, parts), { objectMode: true }), response).catch(() => {});
}

async function* rest(first: IteratorResult<string | Uint8Array>, parts: AsyncIterator<string | Uint8Array>) {
  try {
    for (let next = first; !next.done; next = await parts.next()) yield next.value;
  } finally {
    await parts.return?.();
  }
}
