import { connect as connectHttp2 } from 'node:http2';
import { type Client, status } from '@grpc/grpc-js';
import {
  decodeDocuments,
  decodeEndpoints,
  decodeJinaInfo,
  decodeSingleDocumentRequest,
  decodeStatus,
  encodeDataRequestList,
  encodeSingleDocumentRequest,
  JINA_METHODS,
} from '@zedflow/core-protocol';
import {
  decodeHealthResponse,
  decodeReflectionResponse,
  encodeHealthRequest,
  encodeReflectionRequest,
  HEALTH_METHODS,
  REFLECTION_METHOD,
} from '@zedflow/core-protocol/grpc';
import type { JinaGrpcServer } from '@zedflow/jina-grpc';
import { createJinaGrpcServer } from '@zedflow/jina-grpc';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  callStream,
  FLOW,
  message,
  openCall,
  openClient,
  requestBytes,
  ScriptedService,
  startGateway,
  startWorker,
  unary,
  until,
} from './fixtures/grpc-peers.js';

const same = (bytes: Buffer): Buffer => bytes;

describe('createJinaGrpcServer', () => {
  let service: ScriptedService;
  let gateway: JinaGrpcServer;
  let worker: JinaGrpcServer;
  let toGateway: Client;
  let toWorker: Client;

  beforeEach(async () => {
    service = new ScriptedService();
    gateway = await startGateway(service, { maxMessageBytes: 1024 * 1024 });
    worker = await startWorker(service, { docarray: 'v1' });
    toGateway = openClient(gateway);
    toWorker = openClient(worker);
  });

  afterEach(async () => {
    toGateway.close();
    toWorker.close();
    await Promise.all([gateway.stop(), worker.stop()]);
  });

  describe('process_single_data', () => {
    it('hands the documents over as the bytes that came', async () => {
      const sent = message('/index', { parameters: { top: 3 }, targetExecutor: 'echo' });

      const outcome = await unary(
        toGateway,
        'processSingleData',
        requestBytes('/index', { parameters: { top: 3 }, targetExecutor: 'echo' }),
      );

      const [request] = service.requests;
      expect(outcome.code).toBe(status.OK);
      expect(request?.envelope).toMatchObject({
        kind: 'call',
        requestId: 'r1',
        endpoint: '/index',
        targetExecutor: 'echo',
        parameters: { top: 3 },
      });
      expect(request?.envelope).toMatchObject({ contentType: 'jina/v2', accept: ['jina/v2'] });
      expect(Buffer.from(request?.payloads[0] ?? [])).toEqual(Buffer.from(sent.payloads[0] ?? []));
    });

    it('tells metadata as headers in lower case, without binary ones, and the deadline', async () => {
      const deadline = Date.now() + 5_000;

      await unary(toGateway, 'processSingleData', requestBytes('/x'), {
        deadline,
        metadata: { 'x-tenant': 'blue', traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01' },
      });

      const envelope = service.requests[0]?.envelope;
      expect(envelope?.headers?.['x-tenant']).toBe('blue');
      expect(envelope?.traceparent).toBe('00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01');
      expect(Math.abs((envelope?.deadlineMs ?? 0) - deadline)).toBeLessThan(1_000);
    });

    it("answers a handler's error with OK, and with a trailer only as a worker", async () => {
      const [ofGateway, ofWorker] = await Promise.all(
        [toGateway, toWorker].map((client) => unary(client, 'processSingleData', requestBytes('/fail'))),
      );

      expect([ofGateway?.code, ofWorker?.code]).toEqual([status.OK, status.OK]);
      expect(ofGateway?.trailers.get('is-error')).toEqual([]);
      expect(ofWorker?.trailers.get('is-error')).toEqual(['true']);
    });

    it('ends with the status of the code and a text that names it when the failure is not the handler', async () => {
      const outcome = await unary(toGateway, 'processSingleData', requestBytes('/dead'));

      expect(outcome).toMatchObject({ code: status.UNAVAILABLE, details: '[executor_died] the Executor of echo/rep-0 ended' });
    });

    it('never sends CANCELLED to a caller that is there', async () => {
      const outcome = await unary(toWorker, 'processSingleData', requestBytes('/cancelled'));

      expect(outcome.code).toBe(status.UNAVAILABLE);
    });

    it('fires the signal of the handler when the deadline has passed', async () => {
      // A short deadline may pass on the way, before there is a handler.
      for (let leftMs = 50; service.requests.length === 0; leftMs *= 2) {
        const outcome = await unary(toGateway, 'processSingleData', requestBytes('/hang'), { deadline: Date.now() + leftMs });
        expect(outcome.code).toBe(status.DEADLINE_EXCEEDED);
      }

      await until(() => service.aborted.includes('r1'));
    });

    it('fires the signal of the handler when the caller leaves', async () => {
      const call = toGateway.makeUnaryRequest(JINA_METHODS.processSingleData.path, same, same, requestBytes('/hang'), () => {});
      await until(() => service.running === 1);

      call.cancel();

      await until(() => service.aborted.includes('r1'));
    });

    it('takes the generation of a request without documents from its connection, else from its option', async () => {
      await unary(toGateway, 'processSingleData', requestBytes('/x', {}, []));
      await unary(toGateway, 'processSingleData', requestBytes('/x', { contentType: 'jina/v1' }));
      await unary(toGateway, 'processSingleData', requestBytes('/x', {}, []));
      await unary(toWorker, 'processSingleData', requestBytes('/x', {}, []));

      expect(service.requests.map((request) => request.envelope.accept)).toEqual([['jina/v2'], ['jina/v1'], ['jina/v1'], ['jina/v1']]);
    });
  });

  describe('process_data', () => {
    it('joins the parts of a list at a worker and names them by their last route', async () => {
      const parts = ['left', 'right'].map((executor) => message('/join', { routes: [{ executor: 'gateway' }, { executor }] }, [executor]));

      const outcome = await unary(toWorker, 'processData', encodeDataRequestList(parts));

      const request = service.requests[0];
      expect(outcome.code).toBe(status.OK);
      expect(request?.envelope.parts).toEqual(['left', 'right']);
      expect(request?.payloads.map((payload) => decodeDocuments('jina/v2', payload)[0]?.text)).toEqual(['left', 'right']);
    });

    it('is not there at a gateway', async () => {
      expect((await unary(toGateway, 'processData', encodeDataRequestList([message('/x')]))).code).toBe(status.UNIMPLEMENTED);
    });
  });

  describe('Call', () => {
    it('answers every request of a stream and ends when the client is done', async () => {
      const requests = Array.from({ length: 50 }, (_, index) => requestBytes('/x', { requestId: `r${index}` }));

      const outcome = await callStream(toGateway, requests);

      expect(outcome.code).toBe(status.OK);
      expect(new Set(outcome.replies.map((reply) => reply.envelope.requestId)).size).toBe(50);
    });

    it('keeps the order of requests only when asked to', async () => {
      const slowFirst = [60, 20, 0].map((ms, index) => requestBytes('/pause', { requestId: `r${index}`, parameters: { ms } }));

      const [free, ordered] = [
        await callStream(toGateway, slowFirst),
        await callStream(toGateway, slowFirst, { __results_in_order__: 'true' }),
      ];

      expect(free.replies.map((reply) => reply.envelope.requestId)).toEqual(['r2', 'r1', 'r0']);
      expect(ordered.replies.map((reply) => reply.envelope.requestId)).toEqual(['r0', 'r1', 'r2']);
    });

    it('has no more in flight than the prefetch of the client', async () => {
      const requests = Array.from({ length: 30 }, (_, index) => requestBytes('/pause', { requestId: `r${index}`, parameters: { ms: 5 } }));

      const outcome = await callStream(toGateway, requests, { __prefetch__: '3' });

      expect(outcome.replies).toHaveLength(30);
      expect(service.peak).toBe(3);
    });

    it('ignores a prefetch that is no number', async () => {
      expect((await callStream(toGateway, [requestBytes('/x')], { __prefetch__: 'many' })).replies).toHaveLength(1);
    });

    it('sends one response with only the request id before it ends with the code of a failure', async () => {
      const outcome = await callStream(toGateway, [requestBytes('/dead')]);

      expect(outcome.code).toBe(status.UNAVAILABLE);
      expect(outcome.replies).toHaveLength(1);
      expect(outcome.replies[0]).toMatchObject({ envelope: { requestId: 'r1' }, payloads: [] });
    });

    it('marks error answers at the end of the stream as a worker only', async () => {
      const [ofGateway, ofWorker] = [
        await callStream(toGateway, [requestBytes('/fail')]),
        await callStream(toWorker, [requestBytes('/fail')]),
      ];

      expect(ofGateway.trailers.get('is-error')).toEqual([]);
      expect(ofWorker.trailers.get('is-error')).toEqual(['true']);
    });

    it('cancels everything in flight when the client leaves in mid-stream', async () => {
      const call = openCall(toGateway);
      call.on('error', () => {});
      for (let index = 0; index < 20; index++) call.write(requestBytes('/hang', { requestId: `r${index}` }));
      await until(() => service.running === 20);

      call.cancel();

      await until(() => service.aborted.length === 20 && service.running === 0);
    });

    it('reads no further while the client takes no answers, and goes on when it does', async () => {
      const call = openCall(toGateway, { __prefetch__: '20' });
      call.on('error', () => {});
      // Before its first read, grpc-js itself takes and keeps everything.
      let isTaking = false;
      call.on('data', () => isTaking || call.pause());
      const bytes = requestBytes('/x', {}, ['x'.repeat(20_000)]);
      let written = 0;
      const pump = setInterval(() => {
        while (written < 10_000 && call.writableLength < 64) {
          call.write(bytes);
          written++;
        }
      }, 5);
      let turnsWithoutOne = 0;
      let handled = 0;
      await until(() => {
        turnsWithoutOne = service.requests.length === handled && handled > 0 ? turnsWithoutOne + 1 : 0;
        handled = service.requests.length;
        return turnsWithoutOne === 60;
      }, 20_000);

      expect(handled).toBeLessThan(5_000);
      isTaking = true;
      call.resume();
      await until(() => service.requests.length > handled + 100, 20_000);

      clearInterval(pump);
      call.cancel();
    });
  });

  describe('stream_doc', () => {
    const open = (client: Client, name: string) => {
      const call = client.makeServerStreamRequest(
        JINA_METHODS.streamDoc.path,
        same,
        same,
        Buffer.from(encodeSingleDocumentRequest(message(name))),
      );
      const items: ReturnType<typeof decodeSingleDocumentRequest>[] = [];
      call.on('data', (bytes: Buffer) => items.push(decodeSingleDocumentRequest(bytes, { kind: 'item' })));
      call.on('error', () => {});
      return { call, items, ended: new Promise<number>((resolve) => call.on('status', (end) => resolve(end.code))) };
    };

    it('sends one message per document and ends OK', async () => {
      const { items, ended } = open(toGateway, '/stream');

      expect(await ended).toBe(status.OK);
      expect(items.map((item) => decodeDocuments('jina/v2', item.payloads[0] ?? Buffer.alloc(0))[0]?.text)).toEqual([
        'item 0',
        'item 1',
        'item 2',
      ]);
    });

    it("tells a handler's error in a last item with an ERROR status", async () => {
      const { items, ended } = open(toGateway, '/fail');

      expect(await ended).toBe(status.OK);
      expect(items.at(-1)).toMatchObject({ envelope: { status: { code: 'ERROR', description: "Error('mid')" } }, payloads: [] });
    });

    it('leaves the stream of the service when the client leaves', async () => {
      const { call, items } = open(toGateway, '/endless');
      await until(() => items.length > 2);

      call.cancel();

      await until(() => service.aborted.includes('stream'));
    });
  });

  describe('what it tells of itself', () => {
    it('has the discovery of its role', async () => {
      const [ofGateway, ofWorker] = await Promise.all(
        [toGateway, toWorker].map(async (client) => decodeEndpoints((await unary(client, 'endpointDiscovery')).bytes ?? Buffer.alloc(0))),
      );

      expect(ofGateway?.endpoints).toEqual(['/default', '/stream', '_jina_dry_run_']);
      expect(ofGateway?.schemas['/stream']).toMatchObject({ input: { $ref: '#/definitions/LegacyDocumentJina' }, is_generator: true });
      expect(ofWorker?.schemas['_jina_dry_run_']).toMatchObject({
        input: { name: 'PydanticDocument' },
        is_generator: false,
        parameters: {},
      });
    });

    it('tells info with the keys of Jina', async () => {
      const info = decodeJinaInfo((await unary(toGateway, 'status')).bytes ?? Buffer.alloc(0));

      expect(info.jina).toMatchObject({ jina: '3.34.0', 'jina-proto': '0.1.27', docarray: '0.41.0', internal: 'False' });
      expect(info.envs['JINA_LOG_LEVEL']).toBe(process.env['JINA_LOG_LEVEL'] ?? '(unset)');
    });

    it('runs dry as a gateway: one empty document to the reserved endpoint', async () => {
      const outcome = await unary(toGateway, 'dryRun');

      expect(decodeStatus(outcome.bytes ?? Buffer.alloc(1))).toEqual({ code: 'SUCCESS' });
      expect(service.requests[0]?.envelope.endpoint).toBe('_jina_dry_run_');
      expect((await unary(toWorker, 'dryRun')).code).toBe(status.UNIMPLEMENTED);
    });

    it('is SERVING under the empty and every listed name, NOT_FOUND under others', async () => {
      const check = (name: string) => unary(toGateway, HEALTH_METHODS.check.path, encodeHealthRequest(name));

      expect(decodeHealthResponse((await check('')).bytes ?? Buffer.alloc(0))).toBe('SERVING');
      expect(decodeHealthResponse((await check('jina.JinaRPC')).bytes ?? Buffer.alloc(0))).toBe('SERVING');
      expect((await check('grpc.health.v1.Health')).code).toBe(status.NOT_FOUND);
    });

    it('lists its services by reflection v1alpha as Jina does', async () => {
      const call = toWorker.makeBidiStreamRequest(REFLECTION_METHOD.path, same, same);
      const answered = new Promise<Buffer>((resolve) => call.on('data', resolve));
      call.write(Buffer.from(encodeReflectionRequest({ host: '', query: { type: 'listServices' } })));

      const answer = decodeReflectionResponse(await answered);

      call.end();
      expect(answer).toMatchObject({ type: 'services' });
      expect(answer.type === 'services' && answer.names).toContain('jina.JinaSingleDataRequestRPC');
      expect(answer.type === 'services' && answer.names).not.toContain('grpc.health.v1.Health');
    });

    it('tolerates pings of an idle client', async () => {
      const session = connectHttp2(`http://127.0.0.1:${gateway.port}`);
      let goaways = 0;
      session.on('goaway', () => goaways++);
      session.on('error', () => {});
      await new Promise((resolve) => session.once('connect', resolve));

      for (let ping = 0; ping < 30; ping++)
        await new Promise<void>((resolve, reject) => session.ping((error) => (error ? reject(error) : resolve())));

      session.destroy();
      expect(goaways).toBe(0);
    });
  });

  describe('stop', () => {
    it('turns health to NOT_SERVING, refuses new calls, finishes what is in flight', async () => {
      const inFlight = unary(toGateway, 'processSingleData', requestBytes('/pause', { parameters: { ms: 150 } }));
      await until(() => service.running === 1);

      const stopped = gateway.stop({ graceMs: 2_000 });
      const health = await unary(toGateway, HEALTH_METHODS.check.path, encodeHealthRequest(''));
      const refused = await unary(toGateway, 'processSingleData', requestBytes('/x'));

      expect(decodeHealthResponse(health.bytes ?? Buffer.alloc(0))).toBe('NOT_SERVING');
      expect(refused).toMatchObject({ code: status.UNAVAILABLE });
      expect(refused.details).toContain('[runtime_draining]');
      expect((await inFlight).code).toBe(status.OK);
      await stopped;
      expect(gateway.state).toBe('stopped');
    });

    it('tells a watcher of the health', async () => {
      const call = toGateway.makeServerStreamRequest(HEALTH_METHODS.watch.path, same, same, Buffer.from(encodeHealthRequest('')));
      const seen: string[] = [];
      call.on('data', (bytes: Buffer) => seen.push(decodeHealthResponse(bytes)));
      call.on('error', () => {});
      await until(() => seen.length === 1);

      await gateway.stop();

      await until(() => seen.length === 2);
      expect(seen).toEqual(['SERVING', 'NOT_SERVING']);
    });

    it('ends an open stream after its last answer with a status that says so', async () => {
      const call = openCall(toGateway);
      const ended = new Promise<{ code: number; details: string }>((resolve) => call.on('status', resolve));
      let replies = 0;
      call.on('data', () => replies++);
      call.on('error', () => {});
      call.write(requestBytes('/pause', { parameters: { ms: 100 } }));
      await until(() => service.running === 1);

      await gateway.stop({ graceMs: 2_000 });

      expect((await ended).details).toContain('[runtime_draining]');
      expect(replies).toBe(1);
    });

    it('ends by force what does not finish in time, and fires its signal', async () => {
      const inFlight = unary(toGateway, 'processSingleData', requestBytes('/hang'));
      await until(() => service.running === 1);

      await gateway.stop({ graceMs: 50 });

      expect((await inFlight).code).toBe(status.UNAVAILABLE);
      await until(() => service.running === 0);
    });

    it('waits for a start that is under way, and leaves no port open', async () => {
      const server = createJinaGrpcServer({ name: 'early', service, role: 'gateway', describe: () => FLOW });
      const started = server.start();

      await server.stop();
      await started;

      expect(server.state).toBe('stopped');
      const probe = openClient(server);
      expect((await unary(probe, 'status')).code).toBe(status.UNAVAILABLE);
      probe.close();
    });

    it('can be called twice and before the start', async () => {
      const idle = createJinaGrpcServer({ name: 'idle', service, role: 'gateway', describe: () => FLOW });

      await Promise.all([gateway.stop(), gateway.stop(), idle.stop()]);

      expect([gateway.state, idle.state]).toEqual(['stopped', 'stopped']);
    });
  });

  it('says who holds a port that is taken, and what to do', async () => {
    const second = createJinaGrpcServer({ name: 'second', service, role: 'gateway', port: gateway.port, describe: () => FLOW });

    const failure = await second.start().catch((error: unknown) => error);

    expect(failure).toMatchObject({ code: 'gateway_port_in_use', details: { port: gateway.port, host: '127.0.0.1', pid: process.pid } });
    expect(String(failure)).toContain(`127.0.0.1:${gateway.port}`);
    expect(second.state).toBe('failed');
  });
});
