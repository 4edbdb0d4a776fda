import type { FastifyInstance } from 'fastify';
import type { ResolvedGatewayOptions } from '../gateway-options.js';

const METHODS = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH'];

/** Lets pages of other origins call, as the options say. */
export async function addCors(app: FastifyInstance, { cors }: Pick<ResolvedGatewayOptions, 'cors'>): Promise<void> {
  if (!cors) return;
  const { default: corsPlugin } = await import('@fastify/cors');
  await app.register(corsPlugin, {
    origin: true,
    credentials: true,
    methods: METHODS,
    exposedHeaders: ['server-timing', 'x-request-id'],
  });
}
