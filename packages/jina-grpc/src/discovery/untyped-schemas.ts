import type { JsonObject } from '@zedflow/core-protocol';
import type { SchemaDescription } from '@zedflow/runtime-api';

/** What a tag may hold on its first level. */
const TAG_VALUES: readonly JsonObject[] = [
  { type: 'boolean' },
  { type: 'number' },
  { type: 'string' },
  { type: 'array', items: {} },
  { type: 'object' },
];

/**
 * What an endpoint without a declared schema tells: any document of the built-in kind, by the names that Jina 3.34 gives it.
 *
 * With pydantic 1 a Python gateway chains its own untyped nodes only with schemas that are equal to docarray's in every character,
 * descriptions included; those texts are not ours to ship, so there such a chain needs declared schemas on both sides.
 */
export const UNTYPED_SCHEMAS: Readonly<Record<'jina/v1' | 'jina/v2', SchemaDescription>> = {
  'jina/v1': describeModel('PydanticDocument', { PydanticDocument: documentV1(), _NamedScore: namedScoreV1() }),
  'jina/v2': describeModel('LegacyDocumentJina', { LegacyDocumentJina: documentV2() }),
};

function describeModel(name: string, definitions: JsonObject): SchemaDescription {
  return { name, schema: { definitions, $ref: `#/definitions/${name}` } };
}

function documentV1(): JsonObject {
  return {
    title: 'PydanticDocument',
    type: 'object',
    properties: {
      embedding: { title: 'Embedding' },
      adjacency: field('Adjacency', 'integer'),
      granularity: field('Granularity', 'integer'),
      id: field('Id', 'string'),
      offset: field('Offset', 'number'),
      tags: {
        additionalProperties: anyOf(
          ...TAG_VALUES,
          { type: 'array', items: anyOf(...TAG_VALUES) },
          { additionalProperties: anyOf(...TAG_VALUES), type: 'object' },
        ),
        type: 'object',
        title: 'Tags',
      },
      tensor: { title: 'Tensor' },
      parent_id: field('Parent Id', 'string'),
      evaluations: scoresV1('Evaluations'),
      text: field('Text', 'string'),
      matches: listOf('Matches', reference('PydanticDocument')),
      blob: field('Blob', 'string'),
      uri: field('Uri', 'string'),
      modality: field('Modality', 'string'),
      mime_type: field('Mime Type', 'string'),
      scores: scoresV1('Scores'),
      chunks: listOf('Chunks', reference('PydanticDocument')),
      location: listOf('Location', { type: 'number' }),
      weight: field('Weight', 'number'),
    },
  };
}

function namedScoreV1(): JsonObject {
  return {
    title: '_NamedScore',
    type: 'object',
    properties: {
      description: field('Description', 'string'),
      value: field('Value', 'number'),
      ref_id: field('Ref Id', 'string'),
      op_name: field('Op Name', 'string'),
    },
  };
}

function documentV2(): JsonObject {
  return {
    type: 'object',
    properties: {
      text: field('Text', 'string'),
      tags: { ...field('Tags', 'object'), default: {} },
      embedding: tensorV2('Embedding'),
      id: field('Id', 'string'),
      blob: { ...field('Blob', 'string'), format: 'binary' },
      url: field('Url', 'string'),
      matches: documentsV2('Matches'),
      tensor: tensorV2('Tensor'),
      scores: field('Scores', 'object'),
      chunks: documentsV2('Chunks'),
    },
    title: 'LegacyDocumentJina',
  };
}

function field(title: string, type: string): JsonObject {
  return { title, type };
}

function listOf(title: string, items: JsonObject): JsonObject {
  return { title, type: 'array', items };
}

function anyOf(...branches: readonly JsonObject[]): JsonObject {
  return { anyOf: [...branches] };
}

function reference(name: string): JsonObject {
  return { $ref: `#/definitions/${name}` };
}

function scoresV1(title: string): JsonObject {
  return { additionalProperties: reference('_NamedScore'), type: 'object', title };
}

function tensorV2(title: string): JsonObject {
  return { title, type: 'array', 'tensor/array shape': 'not specified', items: { type: 'number' } };
}

function documentsV2(title: string): JsonObject {
  return { ...anyOf({ type: 'array', items: {} }, { type: 'array', items: reference('LegacyDocumentJina') }), title };
}
