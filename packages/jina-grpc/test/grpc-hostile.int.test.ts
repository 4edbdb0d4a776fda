import { connect as connectHttp2 } from 'node:http2';
import { connect as connectTcp } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { type Client, status } from '@grpc/grpc-js';
import { JINA_METHODS } from '@zedflow/core-protocol';
import { HEALTH_METHODS } from '@zedflow/core-protocol/grpc';
import type { JinaGrpcServer } from '@zedflow/jina-grpc';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  callStream,
  openCall,
  openClient,
  requestBytes,
  ScriptedService,
  startGateway,
  startWorker,
  unary,
  until,
} from './fixtures/grpc-peers.js';

const LIMIT = 256 * 1024;
/** Wire type 7 does not exist. */
const GARBAGE = Buffer.from([0x0f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]);

describe('a gRPC server under hostile input', () => {
  let service: ScriptedService;
  let server: JinaGrpcServer;
  let client: Client;

  beforeEach(async () => {
    service = new ScriptedService();
    server = await startGateway(service, { maxMessageBytes: LIMIT });
    client = openClient(server);
  });

  afterEach(async () => {
    // Every test ends with the proof that the server still serves.
    const fresh = openClient(server);
    const outcome = await unary(fresh, 'processSingleData', requestBytes('/x'));
    fresh.close();
    client.close();
    await server.stop();
    expect(outcome.code).toBe(status.OK);
  });

  /** Writes raw bytes to the port and waits until the server has closed or answered. */
  function sendRaw(bytes: Uint8Array): Promise<void> {
    return new Promise((resolve) => {
      const socket = connectTcp(server.port, '127.0.0.1', () => socket.write(bytes));
      const done = () => {
        socket.destroy();
        resolve();
      };
      socket.once('close', done);
      socket.on('error', done);
      socket.setTimeout(150, done);
    });
  }

  it('survives bytes that are no HTTP/2', async () => {
    await sendRaw(Buffer.from('GET / HTTP/1.1\r\nhost: x\r\n\r\n'));
    await sendRaw(Buffer.alloc(4_096, 0xfe));
    await sendRaw(Buffer.alloc(0));
  });

  it('survives HTTP/2 that is broken after its preface', async () => {
    const preface = Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n');
    await sendRaw(Buffer.concat([preface, Buffer.alloc(200, 0xff)]));
    await sendRaw(preface.subarray(0, 10));
  });

  it('survives HTTP/2 requests that are no gRPC', async () => {
    const session = connectHttp2(`http://127.0.0.1:${server.port}`);
    session.on('error', () => {});
    const code = await new Promise((resolve, reject) => {
      const stream = session.request({ ':path': JINA_METHODS.call.path, ':method': 'POST', 'content-type': 'text/plain' });
      stream.on('response', (headers) => resolve(headers[':status']));
      stream.on('error', reject);
      stream.end('hello');
    });
    session.destroy();

    expect(code).toBe(415);
  });

  it.each(['processSingleData', 'streamDoc', HEALTH_METHODS.check.path])(
    'answers garbage protobuf to %s with a typed status',
    async (method) => {
      const outcome = await unary(client, method, GARBAGE);

      expect(outcome.code).toBe(status.INVALID_ARGUMENT);
      expect(service.requests).toEqual([]);
    },
  );

  it('ends a stream at garbage protobuf with a typed status that names the code', async () => {
    const outcome = await callStream(client, [GARBAGE]);

    expect(outcome.code).toBe(status.INVALID_ARGUMENT);
    expect(outcome.details).toContain('[protocol_malformed]');
  });

  it('answers the calls that came before garbage, then ends the stream', async () => {
    const outcome = await callStream(client, [
      requestBytes('/pause', { requestId: 'slow', parameters: { ms: 100 } }),
      requestBytes('/x', { requestId: 'fast' }),
      GARBAGE,
      requestBytes('/x', { requestId: 'late' }),
    ]);

    expect(outcome.replies.map(({ envelope }) => envelope.requestId)).toEqual(['fast', 'slow']);
    expect(outcome.code).toBe(status.INVALID_ARGUMENT);
    expect(service.requests).toHaveLength(2);
  });

  it('begins no more calls than their answers have room while a client reads none', async () => {
    const large = [Buffer.alloc(1024 * 1024)];
    const grown = await startGateway({
      call: async (request) => {
        service.running++;
        // Long enough for all that may begin before the first answer.
        await new Promise((resolve) => setTimeout(resolve, 200));
        return { envelope: { ...request.envelope, kind: 'reply' }, payloads: large };
      },
      stream: (request) => service.stream(request),
    });
    const reader = openClient(grown);
    const call = openCall(reader);
    call.on('error', () => {});
    // Before its first read, grpc-js itself takes and keeps everything.
    call.on('data', () => call.pause());
    for (let index = 0; index < 3_000; index++) call.write(requestBytes('/x', { requestId: `r${index}` }, ['a']));
    let last = 0;
    let stillTurns = 0;
    await until(() => {
      stillTurns = service.running === last && last > 0 ? stillTurns + 1 : 0;
      last = service.running;
      return stillTurns === 60;
    }, 20_000);
    const begun = service.running;
    call.cancel();
    reader.close();
    await grown.stop();

    // 128 before the first answer tells their size, then 64 MiB of 1 MiB each, and what HTTP/2 had taken.
    expect(begun).toBeGreaterThanOrEqual(128);
    expect(begun).toBeLessThan(300);
  });

  it('refuses a request without bytes', async () => {
    const outcome = await unary(client, 'processSingleData', Buffer.alloc(0));

    expect(outcome.code).toBe(status.INVALID_ARGUMENT);
    expect(outcome.details).toContain('has no bytes');
  });

  it('refuses a message beyond the limit by naming the option, unary and on a stream', async () => {
    const large = requestBytes('/x', {}, ['x'.repeat(LIMIT)]);

    const [single, stream] = [await unary(client, 'processSingleData', large), await callStream(client, [large])];

    for (const outcome of [single, stream]) {
      expect(outcome.code).toBe(status.RESOURCE_EXHAUSTED);
      expect(outcome.details).toContain('[protocol_message_too_large]');
      expect(outcome.details).toContain(`max_message_bytes = ${LIMIT}`);
    }
  });

  /** One gRPC message over plain HTTP/2, with the compressed flag set. */
  function sendCompressed(body: Buffer, encoding = 'gzip'): Promise<{ code: number; details: string }> {
    const session = connectHttp2(`http://127.0.0.1:${server.port}`);
    session.on('error', () => {});
    const head = Buffer.alloc(5);
    head.writeUInt8(1, 0);
    head.writeUInt32BE(body.byteLength, 1);
    return new Promise((resolve, reject) => {
      const headers = { ':method': 'POST', 'content-type': 'application/grpc', te: 'trailers', 'grpc-encoding': encoding };
      const stream = session.request({ ':path': JINA_METHODS.processSingleData.path, ...headers });
      const finish = (trailers: Record<string, unknown>) => {
        if (trailers['grpc-status'] === undefined) return;
        resolve({ code: Number(trailers['grpc-status']), details: decodeURI(String(trailers['grpc-message'])) });
        session.destroy();
      };
      stream.on('response', finish);
      stream.on('trailers', finish);
      stream.on('error', reject);
      stream.resume();
      stream.end(Buffer.concat([head, body]));
    });
  }

  it('reads compressed messages', async () => {
    expect((await sendCompressed(gzipSync(requestBytes('/x')))).code).toBe(status.OK);
  });

  it('refuses a bomb that decompresses beyond the limit', async () => {
    const outcome = await sendCompressed(gzipSync(requestBytes('/x', {}, ['x'.repeat(50 * LIMIT)])));

    expect(outcome.code).toBe(status.RESOURCE_EXHAUSTED);
    expect(outcome.details).toContain('max_message_bytes');
  });

  it('refuses what is marked as compressed and is not, and an encoding that does not exist', async () => {
    expect(await sendCompressed(requestBytes('/x'))).toMatchObject({ code: status.INVALID_ARGUMENT });
    expect((await sendCompressed(requestBytes('/x'), 'lzma')).code).toBe(status.UNIMPLEMENTED);
  });

  it('keeps nothing of 1,000 clients that leave in mid-stream', async () => {
    for (let round = 0; round < 100; round++) {
      const calls = Array.from({ length: 10 }, () => {
        const call = openCall(client);
        call.on('error', () => {});
        call.write(requestBytes('/hang'));
        return call;
      });
      await until(() => service.running === 10);
      for (const call of calls) call.cancel();
      await until(() => service.running === 0);
    }
  });

  it('keeps nothing of 10,000 failed requests', async () => {
    const before = await heapAfterGc();
    for (let round = 0; round < 100; round++) {
      await Promise.all(
        Array.from({ length: 100 }, (_, index) => unary(client, 'processSingleData', index % 2 === 0 ? GARBAGE : requestBytes('/dead'))),
      );
      service.requests.length = 0;
    }
    const after = await heapAfterGc();

    expect(after - before).toBeLessThan(20 * 1024 * 1024);
  }, 60_000);

  it('stays flat over 10,000 documents to a client that takes them slowly', async () => {
    const call = openCall(client, { __prefetch__: '50' });
    const bytes = requestBytes('/x', {}, ['x'.repeat(2_000)]);
    let taken = 0;
    let written = 0;
    let peak = 0;
    const before = process.memoryUsage().rss;
    const ended = new Promise<void>((resolve) => call.on('end', resolve));
    call.on('data', () => {
      if (++taken % 500 !== 0) return;
      peak = Math.max(peak, process.memoryUsage().rss);
      call.pause();
      setTimeout(() => call.resume(), 10);
    });

    while (written < 10_000) {
      const hasRoom = call.write(bytes);
      written++;
      service.requests.length = 0;
      if (!hasRoom) await new Promise((resolve) => call.once('drain', resolve));
    }
    call.end();
    await ended;

    expect(taken).toBe(10_000);
    expect(peak - before).toBeLessThan(80 * 1024 * 1024);
  });
});

describe('a worker under hostile input', () => {
  it('ends a lane at garbage, and goes on serving', async () => {
    const server = await startWorker(new ScriptedService());
    const client = openClient(server);

    const outcome = await callStream(client, [GARBAGE], { 'zedflow-lane': '1' });

    expect(outcome.code).toBe(status.INVALID_ARGUMENT);
    expect((await unary(client, 'processSingleData', requestBytes('/x'))).code).toBe(status.OK);
    expect((await unary(client, 'processData', GARBAGE)).code).toBe(status.INVALID_ARGUMENT);
    client.close();
    await server.stop();
  });
});

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

async function heapAfterGc(): Promise<number> {
  await new Promise((resolve) => setTimeout(resolve, 20));
  collectGarbage();
  return process.memoryUsage().heapUsed;
}
