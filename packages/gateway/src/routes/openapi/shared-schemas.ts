import type { JsonObject } from '@zedflow/core-protocol';

/** A document of no particular model. */
export const ANY_DOCUMENT: JsonObject = {
  title: 'AnyDocument',
  type: 'object',
  description: 'A document: an id, and fields as the Executor takes them.',
  // Fields of no type: the Executor says what it takes.
  properties: { id: { examples: ['a'] }, text: { examples: ['hello'] } },
  additionalProperties: true,
};

const nullable = (schema: JsonObject): JsonObject => ({ anyOf: [schema, { type: 'null' }] });

const STATUS: JsonObject = {
  type: 'object',
  properties: {
    code: { type: 'integer', enum: [0, 1], description: '0 is SUCCESS, 1 is ERROR.' },
    description: { type: 'string' },
    exception: nullable({
      type: 'object',
      properties: {
        name: { type: 'string' },
        args: { type: 'array', items: { type: 'string' } },
        stacks: { type: 'array', items: { type: 'string' } },
        executor: { type: 'string' },
      },
    }),
  },
  required: ['code'],
};

const PARAMETERS: JsonObject = { type: 'object', additionalProperties: true };

/** Schemas that every gateway has under `components`. */
export const SHARED_SCHEMAS = {
  AnyDocument: ANY_DOCUMENT,
  Status: STATUS,
  Failure: {
    type: 'object',
    properties: {
      detail: { description: 'What went wrong: a text, or a list for a body that cannot be read.' },
      code: { type: 'string', description: 'Code of the error table.' },
    },
    required: ['detail'],
  },
  RequestHeader: {
    type: 'object',
    properties: { requestId: nullable({ type: 'string' }), targetExecutor: nullable({ type: 'string', maxLength: 256 }) },
  },
  DataRequest: {
    type: 'object',
    properties: {
      data: nullable({ type: 'array', items: { $ref: '#/components/schemas/AnyDocument' } }),
      parameters: nullable(PARAMETERS),
      targetExecutor: nullable({ type: 'string', maxLength: 256, description: 'Pattern of the names of the Executors to call.' }),
    },
  },
  DataResponse: {
    type: 'object',
    properties: {
      header: {
        type: 'object',
        properties: {
          requestId: { type: 'string' },
          status: nullable({ $ref: '#/components/schemas/Status' }),
          execEndpoint: { type: 'string' },
          targetExecutor: { type: 'string' },
        },
        required: ['requestId'],
      },
      parameters: nullable(PARAMETERS),
      routes: nullable({
        type: 'array',
        items: {
          type: 'object',
          properties: {
            executor: { type: 'string' },
            startTime: { type: 'string', format: 'date-time' },
            endTime: { type: 'string', format: 'date-time' },
            status: { $ref: '#/components/schemas/Status' },
          },
          required: ['executor'],
        },
      }),
      data: nullable({ type: 'array', items: { $ref: '#/components/schemas/AnyDocument' } }),
    },
    required: ['header'],
  },
} as const satisfies Record<string, JsonObject>;
