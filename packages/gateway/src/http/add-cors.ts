import type { FastifyInstance } from 'fastify';
import type { ResolvedGatewayOptions } from '../gateway-options.js';

const METHODS = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH'];

/** Lets pages of other origins call: any without credentials, or the named ones with them. */
export async function addCors(
  app: FastifyInstance,
  { cors, allowedOrigins }: Pick<ResolvedGatewayOptions, 'cors' | 'allowedOrigins'>,
): Promise<void> {
  const isNamed = allowedOrigins.length > 0;
  if (!cors && !isNamed) return;
  const { default: corsPlugin } = await import('@fastify/cors');
  await app.register(corsPlugin, {
    origin: isNamed ? [...allowedOrigins] : '*',
    credentials: isNamed,
    methods: METHODS,
    exposedHeaders: ['server-timing', 'x-request-id'],
  });
}
