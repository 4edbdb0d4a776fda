import { createServer } from 'node:net';

/**
 * Rejects with the system's own error when nothing can listen there. Asked before grpc-js is, which prints to the console when
 * it cannot and hides the reason.
 */
export function checkListen(host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen({ host, port, exclusive: true }, () => probe.close(() => resolve()));
  });
}
