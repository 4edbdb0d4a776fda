import { RuntimeError } from '@zedflow/core-protocol';

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

/** {@link ExposedEndpoint} with every default filled in. */
export interface ExposedRoute {
  readonly endpoint: string;
  readonly path: string;
  readonly methods: readonly string[];
  readonly summary: string | undefined;
  readonly description: string | undefined;
  readonly tags: readonly string[];
  readonly statusCode: number;
}

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];
const KEYS = new Set(['path', 'methods', 'summary', 'description', 'tags', 'statusCode']);

/** The routes of `exposeEndpoints`. Throws `config_unsupported` for keys that have no effect here, `config_invalid` for wrong values. */
export function resolveExposedEndpoints(exposed: Readonly<Record<string, ExposedEndpoint>>): readonly ExposedRoute[] {
  return Object.entries(exposed).map(([endpoint, options]) => {
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
    return {
      endpoint,
      path: path.startsWith('/') ? path : `/${path}`,
      methods,
      summary: options.summary,
      description: options.description,
      tags: options.tags ?? ['Customized'],
      statusCode: options.statusCode ?? 200,
    };
  });
}
