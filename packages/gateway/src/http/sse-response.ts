import type { ServerResponse } from 'node:http';
import type { FastifyReply } from 'fastify';
import type { ResponseHeaders } from '../web/respond.js';

/** Jina's interval (Jina 3.34). */
const PING_MS = 15_000;

const SSE_HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-cache',
  'x-accel-buffering': 'no',
} as const;

const LINE_END = '\r\n';
const EVENT_END = Buffer.from(LINE_END + LINE_END);
const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;

/**
 * One response of server-sent events as Jina's Python client needs it: lines end with CRLF, one JSON line per event, and each
 * event is one write, because that client splits network chunks, not events (Jina 3.34). A comment goes out every 15 s.
 */
export class SseResponse {
  readonly #response: ServerResponse;
  readonly #headers: ResponseHeaders;
  readonly #openLate: NodeJS.Timeout;
  #ping: NodeJS.Timeout | undefined;

  constructor(reply: FastifyReply) {
    this.#response = reply.raw;
    const connection = reply.raw.shouldKeepAlive ? 'keep-alive' : 'close';
    this.#headers = { ...(reply.getHeaders() as ResponseHeaders), ...SSE_HEADERS, connection };
    // A proxy that hears nothing would cut a stream whose first document takes long.
    this.#openLate = setTimeout(() => this.open({}), PING_MS);
    this.#openLate.unref();
  }

  get isOpen(): boolean {
    return this.#response.headersSent;
  }

  /**
   * Sends the headers; later calls do nothing. Headers wait for the first document (15 s at most), so that a failure before it
   * has a status.
   */
  open(headers: ResponseHeaders): void {
    if (this.isOpen || this.#response.destroyed) return;
    this.#response.writeHead(200, { ...this.#headers, ...headers });
    this.#ping = setInterval(() => {
      if (!this.#response.writableNeedDrain) this.#response.write(`: ping - ${new Date().toUTCString()}${LINE_END}${LINE_END}`);
    }, PING_MS);
    this.#ping.unref();
  }

  /** One event; resolves when the client has room for the next, or is gone. */
  send(event: 'update' | 'error' | 'end', data?: string | Uint8Array): Promise<void> | undefined {
    const response = this.#response;
    if (response.destroyed) return undefined;
    const head = `event: ${event}${LINE_END}`;
    const text = typeof data === 'string' ? Buffer.from(data) : data && oneLine(data);
    const chunk = text ? Buffer.concat([Buffer.from(`${head}data: `), text, EVENT_END]) : Buffer.from(head + LINE_END);
    return response.write(chunk) ? undefined : hasRoom(response);
  }

  close(): void {
    clearTimeout(this.#openLate);
    clearInterval(this.#ping);
    this.#response.end();
  }
}

function hasRoom(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      response.off('drain', done).off('close', done);
      resolve();
    };
    response.on('drain', done).on('close', done);
  });
}

/** Line breaks can stand between the tokens of JSON only, where a space says the same. */
function oneLine(json: Uint8Array): Uint8Array {
  if (!json.includes(LF) && !json.includes(CR)) return json;
  return json.map((byte) => (byte === LF || byte === CR ? SPACE : byte));
}
