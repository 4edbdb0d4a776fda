import { serveInproc } from '@zedflow/links/inproc';
import { echoService } from './echo-service.mjs';

/** A piscina task that runs until its port is closed: `raw` echoes what comes, else it is the Pea's end of an inproc link. */
export default async function echo({ port, raw }) {
  if (!raw) {
    await serveInproc(port, echoService, { name: 'echo' }).closed;
    return;
  }
  port.on('message', (message) => port.postMessage(message));
  await new Promise((resolve) => port.once('close', resolve));
}
