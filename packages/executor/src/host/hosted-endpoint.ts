import { type JsonObject, WRITE_ENDPOINTS } from '@zedflow/core-protocol';
import type { EndpointDescription, SchemaDescription } from '@zedflow/runtime-api';
import type { CallContext } from '../call-context.js';
import type { EndpointOptions, Schema } from '../endpoint-options.js';
import type { EndpointBinding } from '../endpoint-table.js';
import type { Executor } from '../executor.js';
import { describeSchema, type SchemaSide } from '../schema/json-schema.js';

/** An endpoint, with everything that does not change from call to call worked out. */
export interface HostedEndpoint {
  readonly description: EndpointDescription;
  /** `Segmenter.segment (/index)`, for errors. */
  readonly handlerName: string;
  readonly input: Schema | undefined;
  readonly output: Schema | undefined;
  readonly parameters: Schema | undefined;
  readonly decodeOptions: { readonly keepOrigin: true; readonly schema?: JsonObject };
  readonly encodeOptions: { readonly schema?: JsonObject };
  invoke(input: unknown, context: CallContext): unknown;
}

/** Works out the endpoint that `binding` describes on `executor`. */
export function createEndpoint(executor: Executor<unknown>, executorName: string, binding: EndpointBinding): HostedEndpoint {
  const { endpoint, method, options } = binding;
  const handler = (executor as unknown as Record<string, (input: unknown, context: CallContext) => unknown>)[method];
  if (handler === undefined) throw new TypeError(`${executorName}.${method} is gone since the class was read`);
  const handlerName = `${executorName}.${method} (${endpoint})`;
  const stream = options.stream ?? isGenerator(handler);
  const input = schemaOf(options, 'input', handlerName);
  const output = schemaOf(options, 'output', handlerName);
  const parameters =
    options.parameters === undefined ? undefined : describeSchema(options.parameters, 'input', `${handlerName} parameters`);
  return {
    description: {
      name: endpoint,
      write: options.write ?? WRITE_ENDPOINTS.has(endpoint),
      stream,
      singleDocument: stream || options.single === true,
      ...(input === undefined ? {} : { input }),
      ...(output === undefined ? {} : { output }),
      ...(parameters === undefined ? {} : { parameters }),
    },
    handlerName,
    input: options.input,
    output: options.output,
    parameters: options.parameters,
    decodeOptions: input === undefined ? { keepOrigin: true } : { keepOrigin: true, schema: input.schema },
    encodeOptions: output === undefined ? {} : { schema: output.schema },
    invoke: (documents, context) => handler.call(executor, documents, context),
  };
}

function schemaOf(options: EndpointOptions, side: SchemaSide, handlerName: string): SchemaDescription | undefined {
  const schema = options[side];
  return schema === undefined ? undefined : describeSchema(schema, side, `${handlerName} ${side}`);
}

function isGenerator(handler: unknown): boolean {
  const tag = Object.prototype.toString.call(handler);
  return tag === '[object AsyncGeneratorFunction]' || tag === '[object GeneratorFunction]';
}
