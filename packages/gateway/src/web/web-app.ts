import { RuntimeError } from '@zedflow/core-protocol';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { ResolvedGatewayOptions, ResolvedListener } from '../gateway-options.js';
import { answerUnreadable } from './answer-unreadable.js';
import { respondFailure } from './error-response.js';
import { originForm } from './request-path.js';

/** Silence after which the system asks whether a connection's other end is still there. */
const KEEP_ALIVE_PROBE_MS = 60_000;

/** Time for a client to send its whole request. */
const REQUEST_MS = 300_000;

/** What HTTP and WebSocket ports have in common: limits, TLS, bodies as bytes, errors in one form. It has no routes yet. */
export function createWebApp(
  { maxMessageBytes, maxHeaderBytes, exposeStacks }: ResolvedGatewayOptions,
  tls: ResolvedListener['tls'],
): FastifyInstance {
  // Without keep-alive probes a peer whose machine died would be held for ever.
  const server = { maxHeaderSize: maxHeaderBytes, keepAlive: true, keepAliveInitialDelay: KEEP_ALIVE_PROBE_MS };
  const app = Fastify({
    logger: false,
    bodyLimit: maxMessageBytes === -1 ? Number.MAX_SAFE_INTEGER : maxMessageBytes,
    requestTimeout: REQUEST_MS,
    forceCloseConnections: 'idle',
    clientErrorHandler: answerUnreadable,
    frameworkErrors: (error: Error, _request: FastifyRequest, reply: FastifyReply) => {
      respondFailure(reply, RuntimeError.from(error, 'invalid_argument'), { requestId: '', endpoint: '', exposeStacks });
    },
    rewriteUrl: (request: { url?: string }) => originForm(request.url ?? '/'),
    routerOptions: { ignoreTrailingSlash: true },
    ...(tls ? { https: { ...server, ...httpsOptions(tls) } } : { http: server }),
  } as Parameters<typeof Fastify>[0]) as unknown as FastifyInstance;
  // Jina's clients send the document of a stream as the body of a GET.
  app.addHttpMethod('GET', { hasBody: true, overrideExisting: true });
  app.addHttpMethod('DELETE', { hasBody: true, overrideExisting: true });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(/^application\/(?:.+\+)?json/i, { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  app.setErrorHandler((error: Error & { statusCode?: number; code?: string }, request, reply) => {
    // A socket that is closed while its client still writes takes the answer with it (EPIPE): the rest is read and thrown away.
    reply.removeHeader('connection');
    request.raw.resume();
    respondFailure(reply, fromFastify(error, maxMessageBytes), { requestId: '', endpoint: '', exposeStacks });
  });
  return app;
}

function fromFastify(error: Error & { statusCode?: number; code?: string }, maxMessageBytes: number): RuntimeError {
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') {
    return new RuntimeError('protocol_message_too_large', `the request is larger than max_message_bytes (${maxMessageBytes})`, {
      details: { maxMessageBytes },
    });
  }
  if (error.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') {
    return new RuntimeError('protocol_content_unsupported', 'send the body as JSON, with the header Content-Type: application/json');
  }
  const status = error.statusCode ?? 500;
  return RuntimeError.from(error, status >= 400 && status < 500 ? 'invalid_argument' : 'internal');
}

function httpsOptions({ cert, key, clientCa }: NonNullable<ResolvedListener['tls']>) {
  return { cert, key, ...(clientCa && { ca: clientCa, requestCert: true, rejectUnauthorized: true }) };
}
