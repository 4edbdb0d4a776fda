import { createServer } from 'node:net';
import { Client, credentials } from '@grpc/grpc-js';
import { connectGrpc } from '@zedflow/jina-grpc';
import type { Link } from '@zedflow/runtime-api';
import { complianceSource, PeaBench, rejection, request, texts, until } from '@zedflow/runtime-compliance';
import { createWorkerRuntime } from '@zedflow/zed-runtime';
import { afterEach, describe, expect, it } from 'vitest';
import { PLACES } from './places.js';

const LISTEN = { host: '127.0.0.1', port: 0 };

describe.each(['thread', 'process'] as const)('a Pea that listens on gRPC (%s)', (kind) => {
  const runtime = createWorkerRuntime();
  const bench = new PeaBench({ createRuntime: () => runtime, placeOf: PLACES[kind] });
  const links: Link[] = [];
  afterEach(async () => {
    await Promise.all(links.splice(0).map((link) => link.close()));
    await bench.stopAll();
  });

  async function dial(address: string | undefined): Promise<Link> {
    const link = connectGrpc(address ?? '');
    links.push(link);
    await until(() => link.isReady, 'the gRPC link');
    return link;
  }

  it('answers by its port and by its link', async () => {
    const { pea } = await bench.start({ listen: LISTEN });

    const link = await dial(pea.listenAddress);

    expect(pea.listenAddress).toMatch(/^grpc:\/\/127\.0\.0\.1:[1-9]\d*$/);
    expect(await texts(link, '/echo')).toEqual(['hello']);
    expect(await texts(pea, '/echo')).toEqual(['hello']);
  });

  it('answers health checks while the handler burns CPU', async () => {
    const { pea } = await bench.start({ listen: LISTEN, timeoutCtrlMs: 200 });
    const blocked = rejection(texts(pea, '/block', { ms: 60_000 }));
    await new Promise((resolve) => setTimeout(resolve, 50));

    expect(await health(pea.listenAddress ?? '')).toBe('SERVING');

    await pea.stop({ graceMs: 0 });
    await blocked;
  });

  it('finishes calls that came by the port before it stops', async () => {
    const { pea } = await bench.start({ listen: LISTEN });
    const link = await dial(pea.listenAddress);
    const call = texts(link, '/sleep', { ms: 300 });
    // The handler has begun once a call behind it is answered.
    await texts(link, '/echo');

    await pea.stop();

    expect(await call).toEqual(['hello']);
  });

  it('fails to start when the port is taken, and leaves nothing', async () => {
    const holder = createServer().listen(0, '127.0.0.1');
    await until(() => holder.listening, 'the port');
    const { port } = holder.address() as { port: number };
    const { pea, events } = bench.make({ listen: { host: '127.0.0.1', port } });

    const error = await rejection(pea.start());

    holder.close();
    expect(error.code).toBe('gateway_port_in_use');
    expect(error.message).toContain(String(port));
    expect(pea.state).toBe('failed');
    expect(events.at(-2)).toMatchObject({ type: 'exit' });
  });

  it('listens again after a restart', async () => {
    const { pea } = await bench.start({ listen: LISTEN });
    await rejection(pea.call(request('/exit', { code: 1 })));
    await until(() => pea.isReady, 'the restart');

    expect(await texts(await dial(pea.listenAddress), '/incarnation')).toEqual(['1']);
  });

  it('needs an address', () => {
    expect(() => bench.make({ source: complianceSource() })).toThrow(/config_invalid.*port/);
  });
});

/** What the health service of a listener says. */
async function health(address: string): Promise<string> {
  const client = new Client(address.replace('grpc://', ''), credentials.createInsecure());
  const same = (bytes: Buffer) => bytes;
  const answer = await new Promise<Buffer>((resolve, reject) => {
    client.makeUnaryRequest('/grpc.health.v1.Health/Check', same, same, Buffer.alloc(0), (error, value) => {
      if (error === null && value !== undefined) resolve(value);
      else reject(error ?? new Error('no answer'));
    });
  });
  client.close();
  // HealthCheckResponse { status: SERVING = 1 }
  return answer.equals(Buffer.from([8, 1])) ? 'SERVING' : answer.toString('hex');
}
