import { encodeStatus, RuntimeError } from '@zedflow/core-protocol';
import type { Activity, CallService, ProtocolServer } from '@zedflow/runtime-api';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { WebSocket } from 'ws';
import { singleHeaders, timeoutOf } from '../calls/caller-headers.js';
import type { ResolvedGatewayOptions, ResolvedListener } from '../gateway-options.js';
import { collectRoutes, isPageRoute } from '../routes/collect-routes.js';
import { debugRoutes } from '../routes/debug-routes.js';
import { DRY_RUN_MS, dryRun } from '../routes/dry-run.js';
import { HEALTH_ROUTE } from '../routes/health-route.js';
import { callerOf } from '../web/caller-of.js';
import { mountPages, type SocketHandler } from '../web/mount-routes.js';
import { respondJson } from '../web/respond.js';
import { createWebApp } from '../web/web-app.js';
import { WebPort } from '../web/web-port.js';
import { assertOrigin } from './assert-origin.js';
import { explainingSocket } from './explaining-socket.js';
import { bytesFrames, JSON_FRAMES } from './frame-codec.js';
import { withProtocolKey } from './key-protocol.js';
import { type ConnectionContext, type Handshake, WsConnection } from './ws-connection.js';

const BYTES_PROTOCOL = 'bytes';
const CLOSE_NORMAL = 1000;
const CLOSE_POLICY = 1008;
const CLOSE_INTERNAL = 1011;

/** A WebSocket port, with `/`, `/status` and `/dry_run` over plain HTTP beside it. */
export async function createWebsocketServer(
  options: ResolvedGatewayOptions,
  listener: ResolvedListener,
  service: CallService,
): Promise<ProtocolServer> {
  const app = createWebApp(options, listener.tls);
  const port = new WebPort(app, listener);
  await addWebsocketPlugin(app, options.maxMessageBytes);
  app.addHook('onRequest', async ({ headers }) => {
    if (headers.upgrade !== undefined) assertOrigin(headers.origin, headers.host, options);
  });
  const plugins = [HEALTH_ROUTE, ...(options.noDebugEndpoints ? [] : [debugRoutes(options)]), ...options.routes];
  const routes = await collectRoutes(plugins, { describe: options.describe, service, logger: options.logger });
  const pages = routes.filter(isPageRoute).filter((page) => page.onWebsocketPorts);
  await mountPages(app, pages, { ...options, protocol: 'websocket', service }, socketHandlers(options, service, port.activity));
  app.setNotFoundHandler((_request, reply) => respondJson(reply, 404, { detail: 'Not Found' }));
  return port;
}

async function addWebsocketPlugin(app: FastifyInstance, maxMessageBytes: number): Promise<void> {
  const { default: websocketPlugin } = await import('@fastify/websocket');
  await app.register(websocketPlugin, {
    // Connections are drained by this file; the plug-in would cut them.
    preClose: (done: () => void) => done(),
    // The plug-in would cut a connection that broke a rule; ws closes it with the code that says which.
    errorHandler: (_error: Error, socket: WebSocket) => {
      if (socket.readyState === socket.OPEN) socket.close(CLOSE_INTERNAL);
    },
    options: {
      maxPayload: maxMessageBytes === -1 ? 0 : maxMessageBytes,
      WebSocket: explainingSocket(maxMessageBytes),
      // Browsers refuse a connection whose server picks none of their sub-protocols. Both offered means `json` (Jina 3.34).
      handleProtocols: (offered: Set<string>) => (offered.has('json') ? 'json' : offered.has(BYTES_PROTOCOL) ? BYTES_PROTOCOL : false),
    },
  });
}

/** What answers WebSockets, by path. */
function socketHandlers(
  options: ResolvedGatewayOptions,
  service: CallService,
  activity: Activity,
): Readonly<Record<string, SocketHandler>> {
  const { clock, docarray } = options;
  const context: ConnectionContext = {
    service,
    maxInFlight: options.maxInFlight,
    stallTimeoutMs: options.stallTimeoutMs,
    activity,
    exposeStacks: options.exposeStacks,
    logger: options.logger,
    now: () => clock.now(),
  };
  const onSocket = (socket: WebSocket, request: FastifyRequest) => {
    let handshake: Handshake;
    try {
      handshake = handshakeOf(request);
    } catch (thrown) {
      socket.close(CLOSE_POLICY, RuntimeError.from(thrown).message.slice(0, 120));
      return;
    }
    const codec = socket.protocol === BYTES_PROTOCOL ? bytesFrames(`jina/${docarray}`) : JSON_FRAMES;
    new WsConnection(socket, codec, handshake, context);
  };
  const onDryRun = async (socket: WebSocket, { headers }: FastifyRequest) => {
    socket.on('error', () => {});
    const controller = new AbortController();
    socket.on('close', () => controller.abort());
    const status = await dryRun(service, controller.signal, clock.now() + DRY_RUN_MS, withProtocolKey(singleHeaders(headers)));
    if (socket.protocol === BYTES_PROTOCOL) socket.send(encodeStatus(status));
    else socket.send(status.code === 'ERROR' ? JSON.stringify({ ...status, code: 1 }) : '{}');
    // Python's client sends an empty frame and reads one; what it sends is not waited for (Jina 3.34).
    socket.close(CLOSE_NORMAL);
  };
  return { '/': onSocket, '/dry_run': (socket, request) => void onDryRun(socket, request) };
}

function handshakeOf(request: FastifyRequest): Handshake {
  const { headers, socket } = request;
  const { traceparent } = headers;
  return {
    transport: socket,
    caller: callerOf(socket, 'websocket'),
    headers: withProtocolKey(singleHeaders(headers)),
    traceparent: typeof traceparent === 'string' ? traceparent : undefined,
    timeoutMs: timeoutOf(headers),
  };
}
