import { Client } from './client.js';
import { type ClientOptions, type ResolvedClientOptions, resolveClientOptions } from './client-options.js';
import { LazyTransport } from './transport/lazy-transport.js';
import type { Transport } from './transport/transport.js';

/**
 * A client of a Zedflow or Jina 3.x Flow. Connects with the first call.
 *
 * @example
 * ```ts
 * await using client = createClient({ host: 'grpc://localhost:54321' });
 * const docs = await client.post('/search', [{ text: 'hello' }], { parameters: { limit: 3 } });
 * ```
 * @throws TypeError or RangeError that names the wrong option.
 */
export function createClient(options: ClientOptions = {}): Client {
  const resolved = resolveClientOptions(options);
  return new Client(resolved, createTransport(resolved));
}

function createTransport(options: ResolvedClientOptions): Transport {
  switch (options.protocol) {
    case 'grpc':
      return new LazyTransport(`jina/${options.docarray}`, async () => {
        const { GrpcTransport } = await import('./transport/grpc-transport.js');
        return new GrpcTransport(options);
      });
    case 'http':
      return new LazyTransport('json', async () => {
        const { HttpTransport } = await import('./transport/http-transport.js');
        return new HttpTransport(options);
      });
    case 'websocket':
      return new LazyTransport(`jina/${options.docarray}`, async () => {
        const { WebSocketTransport } = await import('./transport/web-socket-transport.js');
        return new WebSocketTransport(options);
      });
  }
}
