import { createClient } from '@zedflow/client';
import type { JsonObject } from '@zedflow/core-protocol';
import { connectGrpc } from '@zedflow/jina-grpc';
import { dialControlPort } from '@zedflow/links/zed';

/** Something that can be asked whether it is there. */
export interface PingTarget {
  /** `flow localhost:8080`, for lines and errors. */
  readonly label: string;
  /** What it said; undefined = no answer in time. */
  ask(timeoutMs: number): Promise<JsonObject | undefined>;
  close(): Promise<void> | void;
}

/** A Flow or gateway: each question is a dry run through all Executors. */
export function dialFlow(kind: string, address: string): PingTarget {
  return {
    label: `${kind} ${address}`,
    async ask(timeoutMs) {
      await using client = createClient({ host: address });
      return (await client.isReady({ timeoutMs })) ? {} : undefined;
    },
    close() {},
  };
}

/** An Executor on gRPC: each question connects and learns its endpoints, as a gateway does. */
export function dialExecutor(address: string): PingTarget {
  return {
    label: `executor ${address}`,
    async ask(timeoutMs) {
      const link = connectGrpc(address, { timeoutCtrlMs: timeoutMs });
      try {
        if (link.isReady) return {};
        return await new Promise((resolve) => {
          const timer = setTimeout(() => resolve(link.isReady ? {} : undefined), timeoutMs);
          link.subscribe(() => {
            if (!link.isReady) return;
            clearTimeout(timer);
            resolve({});
          });
        });
      } finally {
        await link.close();
      }
    },
    close() {},
  };
}

/** The control port of a Pea: each question is a `status` round trip. */
export async function dialPea(host: string, port: number): Promise<PingTarget> {
  const client = await dialControlPort(host, port);
  return {
    label: `pea ${client.address}`,
    ask: (timeoutMs) => client.request('status', {}, { timeoutMs }).catch(() => undefined),
    close: () => client.close(),
  };
}
