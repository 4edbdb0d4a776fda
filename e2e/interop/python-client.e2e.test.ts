import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Flow } from 'zedflow';
import { runProgram } from '../run-program.js';
import { type Generation, INTEROP_SKIP_REASON, preparePython } from './python-environment.js';

const ECHO = join(import.meta.dirname, '../fixtures/echo-executor.mjs#Echo');
const COUNT = 20;

describe.skipIf(INTEROP_SKIP_REASON !== undefined)(`Python Jina 3.34 client (${INTEROP_SKIP_REASON ?? 'real packages'})`, () => {
  describe.each<Generation>(['v1', 'v2'])('docarray %s', (generation) => {
    let python: string;
    let flow: Flow;
    let ports: Record<string, number>;

    beforeAll(async () => {
      python = await preparePython(generation);
      flow = new Flow({ protocol: ['grpc', 'http', 'websocket'], docarray: generation }).add({
        name: 'echo',
        uses: ECHO,
        runtimeBackend: 'THREAD',
      });
      await flow.start();
      ports = Object.fromEntries(flow.addresses.map(({ protocol, port }) => [protocol, port]));
    }, 900_000);

    afterAll(() => flow?.stop());

    it.each(['grpc', 'http', 'websocket'])('gets its documents back over %s', async (protocol) => {
      const args = [join(import.meta.dirname, 'post_documents.py'), protocol, String(ports[protocol]), '/append', String(COUNT)];

      const { code, stdout, stderr } = await runProgram(python, args, { timeoutMs: 60_000 });

      expect(code, stderr).toBe(0);
      const documents = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as unknown[];
      expect(documents).toEqual(
        Array.from({ length: COUNT }, (_, i) => ({
          id: `d${i}`,
          text: `text ${i} é!`,
          array: [
            [i, i + 1, i + 2],
            [i + 3, i + 4, i + 5],
          ],
          tags: { number: i + 2, nested: { flag: true } },
        })),
      );
    });

    it.each(['grpc', 'http', 'websocket'])('finds the Flow ready over %s, and gets the error of a handler', async (protocol) => {
      const args = [join(import.meta.dirname, 'provoke_error.py'), protocol, String(ports[protocol]), '/fail'];

      const { code, stdout, stderr } = await runProgram(python, args, { timeoutMs: 60_000 });

      expect(code, stderr).toBe(0);
      const { ready, error } = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as { ready: boolean; error: string };
      expect(ready).toBe(true);
      expect(error).toContain("RangeError('no such luck')");
      // Jina's v2 answers over HTTP tell no more than the description.
      if (!(generation === 'v2' && protocol === 'http')) expect(error).toContain('of Echo');
    });
  });
});
