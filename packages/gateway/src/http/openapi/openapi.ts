import type { JsonObject, JsonValue } from '@zedflow/core-protocol';
import type { FlowEndpoint } from '../endpoint-table.js';
import type { ExposedRoute } from '../exposed-endpoints.js';
import { Components } from './components.js';
import { SHARED_SCHEMAS } from './shared-schemas.js';

/** The options that show in the page. */
export interface OpenApiOptions {
  readonly title: string;
  readonly description: string;
  readonly noDebugEndpoints: boolean;
  readonly noCrudEndpoints: boolean;
}

/** Version of the HTTP interface, which is Jina's. */
const API_VERSION = '3.34.0';

const ref = (name: keyof typeof SHARED_SCHEMAS): JsonObject => ({ $ref: `#/components/schemas/${name}` });
const json = (schema: JsonObject): JsonObject => ({ 'application/json': { schema } });

const FAILURES: JsonObject = {
  '400': { description: 'A value is wrong: a pattern, a timeout, a header.', content: json(ref('Failure')) },
  '401': { description: 'The caller did not say who it is.', content: json(ref('Failure')) },
  '413': { description: 'The body, or its number of documents, is over the limit.', content: json(ref('Failure')) },
  '415': { description: 'The body is not plain JSON.', content: json(ref('Failure')) },
  '422': { description: 'The body cannot be read, or does not fit the schema of the endpoint.', content: json(ref('Failure')) },
  '429': { description: 'Too many calls: try again after the time of Retry-After.', content: json(ref('Failure')) },
  '500': { description: 'An Executor, or the gateway, failed.', content: json(ref('Failure')) },
  '503': { description: 'No replica is ready.', content: json(ref('Failure')) },
  '504': { description: 'The answer was not ready before the deadline.', content: json(ref('Failure')) },
};

/**
 * The OpenAPI 3.1 document of a Flow, with the Executors' own JSON Schemas, `$defs` kept in place. Python's client reads it to
 * pick its path: every endpoint that can be posted to must be under `paths` with `post` (Jina 3.34).
 */
export function describeOpenApi(options: OpenApiOptions, endpoints: readonly FlowEndpoint[], exposed: readonly ExposedRoute[]): JsonObject {
  const components = new Components();
  const paths: Record<string, JsonObject> = {
    '/': { get: operation('Health: answers while the gateway runs.', {}, okJson({ type: 'object' })) },
  };
  const add = (path: string, method: string, description: JsonObject) => {
    paths[path] = { ...paths[path], [method]: description };
  };
  // Endpoints first: a CRUD route of the same path and method is the one that answers.
  for (const endpoint of endpoints) {
    if (endpoint.stream) add(endpoint.path, 'get', streamOperation(endpoint, components));
    add(endpoint.path, 'post', endpointOperation(endpoint, components));
  }
  if (!options.noDebugEndpoints) {
    add('/dry_run', 'get', operation('Whether the whole Flow answers.', {}, okJson(ref('Status'))));
    add('/status', 'get', operation('Versions and environment.', { tags: ['Debug'] }, okJson({ type: 'object' })));
    add('/post', 'post', dataOperation('Calls any endpoint of the Flow.', [], withEndpoint()));
  }
  if (!options.noCrudEndpoints) {
    for (const [path, method] of Object.entries({ '/index': 'post', '/search': 'post', '/update': 'put', '/delete': 'delete' })) {
      add(path, method, dataOperation(`Calls the endpoint ${path}.`, ['CRUD'], ref('DataRequest')));
    }
  }
  for (const { path, methods, summary, description, tags, endpoint } of exposed) {
    for (const method of methods) {
      const text = description ?? `Calls the endpoint ${endpoint}.`;
      add(path, method.toLowerCase(), { ...dataOperation(summary ?? text, tags, ref('DataRequest')), description: text });
    }
  }
  return {
    openapi: '3.1.0',
    info: { title: options.title, description: options.description, version: API_VERSION },
    paths,
    components: { schemas: { ...SHARED_SCHEMAS, ...components.toJson() } },
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

function dataOperation(summary: string, tags: readonly string[], body: JsonObject): JsonObject {
  return operation(
    summary,
    { ...(tags.length > 0 && { tags: [...tags] }), requestBody: { required: true, content: json(body) } },
    okJson(ref('DataResponse')),
  );
}

function withEndpoint(): JsonObject {
  return { allOf: [ref('DataRequest'), { type: 'object', properties: { execEndpoint: { type: ['string', 'null'], default: '/' } } }] };
}

function operation(summary: string, more: JsonObject, success: JsonObject): JsonObject {
  return { summary, ...more, responses: { ...success, ...('requestBody' in more ? FAILURES : {}) } };
}

function ok(content: JsonObject): JsonObject {
  return { '200': { description: 'The answer.', content } };
}

function okJson(schema: JsonObject): JsonObject {
  return ok(json(schema));
}

function hasRequired(schema: JsonObject): boolean {
  const required: JsonValue | undefined = schema['required'];
  return Array.isArray(required) && required.length > 0;
}
