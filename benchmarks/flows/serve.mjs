/**
 * A Flow of echo Executors in a row, on all protocols, until SIGTERM.
 *
 *   node flows/serve.mjs THREAD 3
 */
import { join } from 'node:path';
import { Flow } from 'zedflow';

const [runtimeBackend, executorCount] = process.argv.slice(2);
const flow = new Flow({ protocol: ['grpc', 'http', 'websocket'], host: '127.0.0.1', maxMessageBytes: -1 });
for (let index = 0; index < Number(executorCount); index++) {
  flow.add({ name: `echo${index}`, uses: `${join(import.meta.dirname, 'echo.mjs')}#Echo`, runtimeBackend });
}
await flow.start();
console.log(`READY ${JSON.stringify(Object.fromEntries(flow.addresses.map(({ protocol, port }) => [protocol, port])))}`);
await flow.block();
