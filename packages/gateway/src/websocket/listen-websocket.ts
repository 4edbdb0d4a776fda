import { encodeStatus, RuntimeError } from '@zedflow/core-protocol';
import type { CallService } from '@zedflow/runtime-api';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { WebSocket } from 'ws';
import { singleHeaders, timeoutOf } from '../calls/caller-headers.js';
import type { ResolvedGatewayOptions, ResolvedListener } from '../gateway-options.js';
import { dryRun } from '../http/debug-routes.js';
import { addDebugRoutes, answerHealth, createBareApp, DRY_RUN_MS } from '../http/http-app.js';
import { bind } from '../http/listen-http.js';
import { respondJson } from '../http/respond.js';
import { addressOf, type Listening } from '../listening.js';
import { explainingSocket } from './explaining-socket.js';
import { bytesFrames, JSON_FRAMES } from './frame-codec.js';
import { type ConnectionContext, type Handshake, WsConnection } from './ws-connection.js';

const BYTES_PROTOCOL = 'bytes';
const CLOSE_NORMAL = 1000;
const CLOSE_POLICY = 1008;
const CLOSE_INTERNAL = 1011;

/** Opens a WebSocket port, with `/`, `/status` and `/dry_run` over plain HTTP beside it. Rejects with `gateway_port_in_use`. */
export async function listenWebsocket(
  options: ResolvedGatewayOptions,
  listener: ResolvedListener,
  service: CallService,
): Promise<Listening> {
  const { listeners: _all, ...shared } = options;
  const app = await createBareApp({ ...shared, service, tls: listener.tls });
  const connections = new Set<WsConnection>();
  await addWebsocketRoutes(app, options, service, connections);
  const port = await bind(app, listener);
  return {
    protocol: 'websocket',
    host: listener.host,
    port,
    address: addressOf('websocket', listener.host, port, listener.tls !== undefined),
    async stop({ graceMs }) {
      const closed = app.close();
      await drainAll(connections, graceMs, () => options.logger.warn('WebSocket server ends connections by force', { port, graceMs }));
      app.server.closeAllConnections();
      await closed;
    },
  };
}

async function addWebsocketRoutes(
  app: FastifyInstance,
  options: ResolvedGatewayOptions,
  service: CallService,
  connections: Set<WsConnection>,
): Promise<void> {
  const { default: websocketPlugin } = await import('@fastify/websocket');
  const { maxMessageBytes, clock, docarray } = options;
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
  const context: ConnectionContext = {
    service,
    maxInFlight: options.maxInFlight,
    stallTimeoutMs: options.stallTimeoutMs,
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
    const connection = new WsConnection(socket, codec, handshake, context);
    connections.add(connection);
    socket.on('close', () => connections.delete(connection));
  };
  const onDryRun = async (socket: WebSocket) => {
    socket.on('error', () => {});
    const controller = new AbortController();
    socket.on('close', () => controller.abort());
    const status = await dryRun(service, controller.signal, clock.now() + DRY_RUN_MS);
    if (socket.protocol === BYTES_PROTOCOL) socket.send(encodeStatus(status));
    else socket.send(status.code === 'ERROR' ? JSON.stringify({ ...status, code: 1 }) : '{}');
    // Python's client sends an empty frame and reads one; what it sends is not waited for (Jina 3.34).
    socket.close(CLOSE_NORMAL);
  };
  app.route({ method: 'GET', url: '/', handler: answerHealth, wsHandler: onSocket });
  addDebugRoutes(app, { ...options, service, tls: undefined }, (socket) => void onDryRun(socket));
  app.setNotFoundHandler((_request, reply) => respondJson(reply, 404, { detail: 'Not Found' }));
}

function handshakeOf(request: FastifyRequest): Handshake {
  const { headers, socket } = request;
  const { traceparent } = headers;
  return {
    transport: socket,
    caller: { protocol: 'websocket', peer: `${socket.remoteAddress}:${socket.remotePort}` },
    headers: singleHeaders(headers),
    traceparent: typeof traceparent === 'string' ? traceparent : undefined,
    timeoutMs: timeoutOf(headers),
  };
}

async function drainAll(connections: ReadonlySet<WsConnection>, graceMs: number, onForce: () => void): Promise<void> {
  if (connections.size === 0) return;
  const all = Promise.all([...connections].map((connection) => connection.drain()));
  const force = setTimeout(() => {
    onForce();
    for (const connection of connections) connection.terminate();
  }, graceMs);
  await all;
  clearTimeout(force);
}
