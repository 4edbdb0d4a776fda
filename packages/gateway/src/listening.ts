import type { StopOptions } from '@zedflow/runtime-api';

/** One open port of a gateway. */
export interface Listening {
  readonly protocol: 'grpc' | 'http' | 'websocket';
  readonly host: string;
  readonly port: number;
  /** `http://127.0.0.1:8080`. */
  readonly address: string;
  stop(options: Required<StopOptions>): Promise<void>;
}

const SCHEMES = { grpc: ['grpc', 'grpcs'], http: ['http', 'https'], websocket: ['ws', 'wss'] } as const;

export function addressOf(protocol: Listening['protocol'], host: string, port: number, isTls: boolean): string {
  return `${SCHEMES[protocol][isTls ? 1 : 0]}://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
