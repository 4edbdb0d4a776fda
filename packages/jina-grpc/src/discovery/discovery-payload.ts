import { DRY_RUN_ENDPOINT, type JinaEndpoints, type JsonObject } from '@zedflow/core-protocol';
import {
  answeringEndpoint,
  type EndpointDescription,
  type FlowDescription,
  type PeaDescription,
  type SchemaDescription,
} from '@zedflow/runtime-api';
import { portableSchema } from './portable-schema.js';
import { UNTYPED_SCHEMAS } from './untyped-schemas.js';

/** A generation of Jina's documents. */
export type DocarrayGeneration = 'v1' | 'v2';

/**
 * What a worker answers to `endpoint_discovery`. Every endpoint has a schema: a Python gateway of the v2 generation looks
 * each one up without asking whether it is there.
 */
export function workerDiscovery(pea: PeaDescription, generation: DocarrayGeneration): JinaEndpoints {
  const untyped = UNTYPED_SCHEMAS[`jina/${generation}`];
  const schemas: JsonObject = {};
  for (const endpoint of withDryRun(pea.endpoints)) {
    schemas[endpoint.name] = {
      input: namedModel(endpoint.input, untyped),
      output: namedModel(endpoint.output, untyped),
      is_generator: endpoint.stream,
      is_singleton_doc: endpoint.singleDocument,
      parameters: parametersModel(endpoint.parameters, generation),
    };
  }
  return payload(withDryRun(pea.endpoints), schemas);
}

/**
 * What a gateway answers: the union over its nodes, input as the first node that takes the endpoint has it, output as the
 * last one has it. Jina 3.34: here `input` and `output` are the JSON Schemas themselves.
 */
export function gatewayDiscovery(flow: FlowDescription, generation: DocarrayGeneration): JinaEndpoints {
  const untyped = UNTYPED_SCHEMAS[`jina/${generation}`];
  const endpoints = withDryRun(flow.nodes.flatMap((node) => node.endpoints));
  const schemas: JsonObject = {};
  for (const { name } of endpoints) {
    if (Object.hasOwn(schemas, name)) continue;
    const takers = flow.nodes.flatMap((node) => answeringEndpoint(node.endpoints, name) ?? []);
    schemas[name] = {
      input: model(takers[0]?.input, untyped),
      output: model(takers.at(-1)?.output, untyped),
      is_generator: takers.some((taker) => taker.stream),
      is_singleton_doc: takers[0]?.singleDocument ?? false,
    };
  }
  return payload(endpoints, schemas);
}

function withDryRun(endpoints: readonly EndpointDescription[]): readonly EndpointDescription[] {
  if (endpoints.some((endpoint) => endpoint.name === DRY_RUN_ENDPOINT)) return endpoints;
  return [...endpoints, { name: DRY_RUN_ENDPOINT, write: false, stream: false, singleDocument: false }];
}

function payload(endpoints: readonly EndpointDescription[], schemas: JsonObject): JinaEndpoints {
  const writing = endpoints.filter((endpoint) => endpoint.write);
  return {
    endpoints: [...new Set(endpoints.map((endpoint) => endpoint.name))],
    writeEndpoints: [...new Set(writing.map((endpoint) => endpoint.name))],
    schemas,
  };
}

function model(described: SchemaDescription | undefined, untyped: SchemaDescription): JsonObject {
  return described === undefined ? untyped.schema : portableSchema(described.schema);
}

function namedModel(described: SchemaDescription | undefined, untyped: SchemaDescription): JsonObject {
  return { name: (described ?? untyped).name, model: model(described, untyped) };
}

function parametersModel(described: SchemaDescription | undefined, generation: DocarrayGeneration): JsonObject {
  if (described !== undefined) return { name: described.name, model: portableSchema(described.schema) };
  return generation === 'v1' ? {} : { name: null, model: null };
}
