import { RuntimeError } from '@zedflow/core-protocol';
import { callOperation, SHARED } from './openapi/operations.js';
import type { Route, RouteMethod, RoutePlugin } from './route.js';

/** How one endpoint of the Flow is shown over HTTP (`expose_endpoints` of Jina 3.34). */
export interface ExposedEndpoint {
  /** Path of the route. Default: the endpoint itself. */
  readonly path?: string;
  /** Default `POST`. */
  readonly methods?: readonly string[];
  readonly summary?: string;
  readonly description?: string;
  readonly tags?: readonly string[];
  /** HTTP status of an answer. Default 200. */
  readonly statusCode?: number;
}

const METHODS: readonly string[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] satisfies RouteMethod[];
const KEYS = new Set(['path', 'methods', 'summary', 'description', 'tags', 'statusCode']);

/** The routes of `exposeEndpoints`. Throws `config_unsupported` for keys that have no effect here, `config_invalid` for wrong values. */
export function exposedRoutes(exposed: Readonly<Record<string, ExposedEndpoint>>): RoutePlugin {
  const routes = Object.entries(exposed).flatMap(([endpoint, options]) => routesOf(endpoint, options));
  return { name: 'exposeEndpoints', routes: () => routes };
}

function routesOf(endpoint: string, options: ExposedEndpoint): readonly Route[] {
  const option = `exposeEndpoints['${endpoint}']`;
  for (const key of Object.keys(options)) {
    if (!KEYS.has(key)) {
      const message = `${option}.${key} is not supported; there are: ${[...KEYS].join(', ')}`;
      throw new RuntimeError('config_unsupported', message, { details: { option: `${option}.${key}` } });
    }
  }
  const methods = (options.methods ?? ['POST']).map((method) => method.toUpperCase());
  const wrong = methods.find((method) => !METHODS.includes(method));
  if (wrong !== undefined || methods.length === 0) {
    const message = `${option}.methods must be some of ${METHODS.join(', ')}, got ${wrong ?? 'none'}`;
    throw new RuntimeError('config_invalid', message, { details: { option: `${option}.methods` } });
  }
  const path = options.path ?? endpoint;
  const description = options.description ?? `Calls the endpoint ${endpoint}.`;
  const operation = callOperation(options.summary ?? description, options.tags ?? ['Customized'], SHARED.request);
  return methods.map((method) => ({
    method: method as RouteMethod,
    path: path.startsWith('/') ? path : `/${path}`,
    calls: { endpoint },
    okStatus: options.statusCode ?? 200,
    openapi: { ...operation, description },
  }));
}
