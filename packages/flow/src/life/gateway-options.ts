import { readFile } from 'node:fs/promises';
import { RuntimeError } from '@zedflow/core-protocol';
import type { GatewayListener, GatewayTls } from '@zedflow/gateway';
import type { FlowAddress } from '../flow-events.js';
import type { GatewayPlan } from '../plan/flow-plan.js';

/** The plan as `createGateway` takes it; reads the certificate. */
export async function gatewayOptions(plan: GatewayPlan) {
  const tls = await readTls(plan);
  return {
    listeners: plan.listeners.map((listener): GatewayListener => (tls === undefined ? listener : { ...listener, tls })),
    docarray: plan.docarray,
    maxMessageBytes: plan.maxMessageBytes,
    // 0 asks for no limit.
    maxInFlight: plan.prefetch === 0 ? Number.MAX_SAFE_INTEGER : plan.prefetch,
    cors: plan.hasCors,
    title: plan.title,
    ...(plan.description === undefined ? {} : { description: plan.description }),
    noDebugEndpoints: !plan.hasDebugEndpoints,
    noCrudEndpoints: !plan.hasCrudEndpoints,
    ...(plan.exposeEndpoints === undefined ? {} : { exposeEndpoints: plan.exposeEndpoints }),
    slowCallMs: plan.slowCallMs,
    exposeStacks: plan.exposesStacks,
  };
}

async function readTls({ tls }: GatewayPlan): Promise<GatewayTls | undefined> {
  if (tls === undefined) return undefined;
  const [cert, key] = await Promise.all([readPem('ssl_certfile', tls.certFile), readPem('ssl_keyfile', tls.keyFile)]);
  return { cert, key };
}

async function readPem(option: string, file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new RuntimeError('config_not_found', `\`${option}\`: ${file} cannot be read: ${(error as Error).message}`, {
      details: { option, file },
      cause: error,
    });
  }
}

const SCHEMES = { grpc: 'grpc', http: 'http', websocket: 'ws' } as const;

/** A port as the gateway tells it, with the URL that a client on this host dials. */
export function toFlowAddress(address: { protocol: FlowAddress['protocol']; host: string; port: number }, tls: boolean): FlowAddress {
  const { protocol, host, port } = address;
  // A wildcard is for listening; a client dials the loopback address.
  const dialled = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '[::1]' : host.includes(':') ? `[${host}]` : host;
  return { protocol, host, port, tls, url: `${SCHEMES[protocol]}${tls ? 's' : ''}://${dialled}:${port}` };
}
