import type { JsonObject, JsonValue } from '@zedflow/core-protocol';
import type { FlowEndpoint } from '../../http/endpoint-table.js';
import type { Interceptor } from '../../interceptors/interceptor.js';
import type { Route } from '../route.js';
import { Components } from './components.js';
import { json, ok, operation, ref } from './operations.js';
import { SHARED_SCHEMAS } from './shared-schemas.js';

/** The options that show in the page. */
export interface OpenApiOptions {
  readonly title: string;
  readonly description: string;
  readonly interceptors: readonly Pick<Interceptor, 'securitySchemes'>[];
}

/** Version of the HTTP interface, which is Jina's. */
const API_VERSION = '3.34.0';

/**
 * The OpenAPI 3.1 document of a Flow, with the Executors' own JSON Schemas, `$defs` kept in place. Python's client reads it to
 * pick its path: every endpoint that can be posted to must be under `paths` with `post` (Jina 3.34).
 */
export function describeOpenApi(
  { title, description, interceptors }: OpenApiOptions,
  endpoints: readonly FlowEndpoint[],
  routes: readonly Route[],
): JsonObject {
  const components = new Components();
  const schemes = interceptors.flatMap(({ securitySchemes = {} }) => Object.entries(securitySchemes));
  const paths: Record<string, JsonObject> = {};
  const add = (path: string, method: string, operation: JsonObject) => {
    paths[path] = { ...paths[path], [method]: operation };
  };
  // Endpoints first: a route of the same path and method is the one that answers.
  for (const endpoint of endpoints) {
    if (endpoint.stream && !endpoint.write) add(endpoint.path, 'get', streamOperation(endpoint, components));
    add(endpoint.path, 'post', endpointOperation(endpoint, components));
  }
  for (const { path, method, openapi } of routes) {
    if (openapi) add(path.replace(/:(\w+)/g, '{$1}'), method.toLowerCase(), openapi);
  }
  return {
    openapi: '3.1.0',
    info: { title, description, version: API_VERSION },
    ...(schemes.length > 0 && { security: schemes.map(([name]) => ({ [name]: [] })) }),
    paths,
    components: {
      schemas: { ...SHARED_SCHEMAS, ...components.toJson() },
      ...(schemes.length > 0 && { securitySchemes: Object.fromEntries(schemes) }),
    },
  };
}

function endpointOperation({ name, first, last, stream }: FlowEndpoint, components: Components): JsonObject {
  const input = first.input ? components.add(first.input) : ref('AnyDocument');
  const output = last.output ? components.add(last.output) : ref('AnyDocument');
  const parameters = first.parameters ? components.add(first.parameters) : { type: 'object', additionalProperties: true };
  const list = (items: JsonObject): JsonObject => ({ type: 'array', items });
  const body: JsonObject = {
    type: 'object',
    // A generator takes one document.
    properties: {
      data: { anyOf: [input, stream ? { ...list(input), minItems: 1, maxItems: 1 } : list(input)] },
      parameters,
      header: ref('RequestHeader'),
    },
    required: first.parameters && hasRequired(first.parameters.schema) ? ['data', 'parameters'] : ['data'],
  };
  const answer: JsonObject = {
    type: 'object',
    properties: { data: list(output), parameters: { type: 'object' }, header: ref('RequestHeader') },
    required: ['data'],
  };
  const content = stream ? { ...json(answer), 'text/event-stream': { schema: { type: 'string' } } } : json(answer);
  return operation(`Calls the endpoint ${name}.`, { requestBody: { required: true, content: json(body) } }, ok(content));
}

function streamOperation({ name, first }: FlowEndpoint, components: Components): JsonObject {
  const input = first.input ? components.add(first.input) : ref('AnyDocument');
  return operation(
    `Streams the answers of the endpoint ${name} as server-sent events; the body, or the query, is the document itself.`,
    { requestBody: { required: false, content: json(input) } },
    ok({ 'text/event-stream': { schema: { type: 'string' } } }),
  );
}

function hasRequired(schema: JsonObject): boolean {
  const required: JsonValue | undefined = schema['required'];
  return Array.isArray(required) && required.length > 0;
}
