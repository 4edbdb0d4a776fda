import type { Caller } from '../call-service.js';
import type { Logger } from '../logger.js';

/** A server of one protocol on one port, in front of a `CallService`. Opened once, then drained and closed once. */
export interface ProtocolServer {
  readonly protocol: Caller['protocol'];
  readonly host: string;
  /** The real port once open; before, the one that was asked for. */
  readonly port: number;
  /** `grpc://`, `http://` or `ws://` (`s` with TLS), host and port. */
  readonly address: string;
  /** Takes the port. Rejects with `gateway_port_in_use`; nothing stays open then. */
  open(): Promise<void>;
  /** Takes no new call from now on; resolves with whether everything in flight was answered within the time. */
  drain(graceMs: number): Promise<boolean>;
  /** Ends what is left and gives the port back. */
  close(): Promise<void>;
}

/** Drains the servers side by side, then closes each. */
export async function stopServers(servers: readonly ProtocolServer[], graceMs: number, logger: Logger): Promise<void> {
  await Promise.all(
    servers.map(async (server) => {
      const { protocol, address } = server;
      if (!(await server.drain(graceMs))) logger.warn('server ends calls by force', { protocol, address, graceMs });
      await server.close();
    }),
  );
}

const SCHEMES = { grpc: 'grpc', http: 'http', websocket: 'ws' } as const;

/** The URL of a port: `https://[::1]:8080`. */
export function serverAddress(protocol: Caller['protocol'], host: string, port: number, isTls: boolean): string {
  return `${SCHEMES[protocol]}${isTls ? 's' : ''}://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
