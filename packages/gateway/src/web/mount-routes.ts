import { RuntimeError } from '@zedflow/core-protocol';
import type { CallService, Clock, Logger } from '@zedflow/runtime-api';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { WebSocket } from 'ws';
import { admitVisit, type Interceptor } from '../interceptors/interceptor.js';
import { PageRequest } from '../routes/page-request.js';
import type { PageRoute } from '../routes/route.js';
import { respondFailure } from './error-response.js';
import { respondPage } from './respond-page.js';

/** What answers a WebSocket on the path of a page. */
export type SocketHandler = (socket: WebSocket, request: FastifyRequest) => void;

/** What pages need of the port that they are on. */
export interface PageContext {
  readonly protocol: 'http' | 'websocket';
  readonly service: CallService;
  readonly interceptors: readonly Interceptor[];
  readonly exposeStacks: boolean;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Adds the pages of plug-ins to a port. Their bodies are bytes of any type, other than those of calls. */
export async function mountPages(
  app: FastifyInstance,
  pages: readonly PageRoute[],
  context: PageContext,
  sockets: Readonly<Record<string, SocketHandler>> = {},
): Promise<void> {
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    for (const page of pages) {
      const wsHandler = page.method === 'GET' ? sockets[page.path] : undefined;
      scope.route({
        method: page.method,
        url: page.path,
        handler: (request, reply) => answerPage(page, request, reply, context),
        ...(wsHandler && { wsHandler }),
      });
    }
  });
}

async function answerPage(page: PageRoute, request: FastifyRequest, reply: FastifyReply, context: PageContext): Promise<void> {
  try {
    const visit = new PageRequest(request, reply, context.protocol, context.service, context.clock);
    if (page.access !== 'open') await admitVisit(context.interceptors, visit);
    await respondPage(reply, await page.answer(visit));
  } catch (thrown) {
    const error = RuntimeError.from(thrown);
    if (error.code === 'internal') context.logger.error('a route failed', { method: page.method, path: page.path, error });
    const given = request.headers['x-request-id'];
    respondFailure(reply, error, {
      requestId: typeof given === 'string' ? given : '',
      endpoint: '',
      exposeStacks: context.exposeStacks,
    });
  }
}
