import type { WebsocketPluginOptions } from '@fastify/websocket';
import { WebSocket } from 'ws';

type SocketClass = NonNullable<WebsocketPluginOptions['options']>['WebSocket'];

const CLOSE_TOO_LARGE = 1009;

/** The class of a server's sockets: `ws` closes those that send too large a frame without a reason; this one names the option. */
export function explainingSocket(maxMessageBytes: number): SocketClass {
  class ExplainingSocket extends WebSocket {
    override close(code?: number, reason?: string | Buffer): void {
      super.close(code, reason ?? (code === CLOSE_TOO_LARGE ? `a frame is larger than max_message_bytes (${maxMessageBytes})` : undefined));
    }
  }
  // The plug-in's types ask for the whole CommonJS module; `ws` itself makes instances of it, no more.
  return ExplainingSocket as unknown as SocketClass;
}
