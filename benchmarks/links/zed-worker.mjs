import { parentPort, workerData } from 'node:worker_threads';
import { serveZedData } from '@zedflow/links/zed';
import { echoService } from './echo-service.mjs';

/** The actor's thread: holds the data socket of the link. */
const serving = await serveZedData({ ...workerData, name: 'echo', service: echoService });
parentPort.once('message', () => serving.close());
await serving.closed;
