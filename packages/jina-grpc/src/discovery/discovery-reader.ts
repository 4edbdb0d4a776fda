import {
  type ContentType,
  DEFAULT_ENDPOINT,
  DRY_RUN_ENDPOINT,
  isJsonObject,
  type JinaEndpoints,
  type JsonObject,
} from '@zedflow/core-protocol';
import type { EndpointDescription, SchemaDescription } from '@zedflow/runtime-api';

/** What a peer without discovery is taken to have. Jina 3.34: callers assume the same. */
export const ASSUMED_ENDPOINTS: readonly EndpointDescription[] = [
  { name: DEFAULT_ENDPOINT, write: false, stream: false, singleDocument: false },
];

/** The endpoints that a peer's discovery tells, in both shapes: `{ name, model }` of workers, bare JSON Schema of gateways. */
export function readDiscovery(discovery: JinaEndpoints): EndpointDescription[] {
  const writing = new Set(discovery.writeEndpoints);
  return discovery.endpoints
    .filter((name) => name !== DRY_RUN_ENDPOINT)
    .map((name) => readEndpoint(name, writing.has(name), member(discovery.schemas, name)));
}

function readEndpoint(name: string, write: boolean, schemas: JsonObject | undefined): EndpointDescription {
  const input = readSchema(schemas, 'input');
  const output = readSchema(schemas, 'output');
  const parameters = readSchema(schemas, 'parameters');
  return {
    name,
    write,
    stream: schemas?.['is_generator'] === true,
    singleDocument: schemas?.['is_singleton_doc'] === true,
    ...(input && { input }),
    ...(output && { output }),
    ...(parameters && { parameters }),
  };
}

function readSchema(schemas: JsonObject | undefined, key: string): SchemaDescription | undefined {
  const told = member(schemas, key);
  if (told === undefined || Object.keys(told).length === 0) return undefined;
  if (!Object.hasOwn(told, 'model')) return { name: titleOf(told), schema: told };
  const model = member(told, 'model');
  return model && { name: typeof told['name'] === 'string' ? told['name'] : titleOf(model), schema: model };
}

function titleOf(schema: JsonObject): string {
  const { title, $ref: ref } = schema;
  if (typeof title === 'string') return title;
  return typeof ref === 'string' ? (ref.split('/').at(-1) ?? '') : '';
}

/**
 * The generation that the schemas point to: docarray below 0.30 always tells `PydanticDocument`. Undefined without schemas.
 */
export function generationOf(discovery: JinaEndpoints): ContentType | undefined {
  const schemas = Object.values(discovery.schemas).find(isJsonObject);
  const name = readSchema(schemas, 'input')?.name;
  if (name === undefined) return undefined;
  return name === 'PydanticDocument' ? 'jina/v1' : 'jina/v2';
}

function member(object: JsonObject | undefined, key: string): JsonObject | undefined {
  if (object === undefined || !Object.hasOwn(object, key)) return undefined;
  const value = object[key];
  return isJsonObject(value) ? value : undefined;
}
