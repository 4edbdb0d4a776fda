import { once } from 'node:events';
import { createConnection } from 'node:net';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { startTestFlow } from '../dist/index.js';

const FOLDER = fileURLToPath(new URL('./fixtures/vitest-project', import.meta.url));

it('starts a Flow that answers, and leaves nothing when it is disposed', async () => {
  let port = 0;
  {
    await using flow = await startTestFlow([{ uses: './greeter.ts#Greeter', usesWith: { greeting: 'Hello' } }], { baseFolder: FOLDER });
    port = flow.addresses[0]?.port ?? 0;

    const docs = await flow.post('/greet', [{ text: 'Ada' }]);

    expect(docs[0]?.text).toBe('Hello, Ada!');
  }
  await expect(connect(port)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
});

async function connect(port: number): Promise<void> {
  const socket = createConnection({ port, host: '127.0.0.1' });
  await once(socket, 'connect');
  socket.destroy();
}
