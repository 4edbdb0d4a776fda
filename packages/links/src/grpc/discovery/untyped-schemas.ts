import type { ContentType } from '@zedflow/core-protocol';
import type { SchemaDescription } from '@zedflow/runtime-api';

/**
 * What an endpoint without a declared schema tells: any document of the built-in kind, by the names that Jina 3.34 gives it.
 *
 * With pydantic 1 a Python gateway chains its own untyped nodes only with schemas that are equal to docarray's in every character,
 * descriptions included; those texts are not ours to ship, so there such a chain needs declared schemas on both sides.
 */
export const UNTYPED_SCHEMAS: Readonly<Record<'jina/v1' | 'jina/v2', SchemaDescription>> = {
  'jina/v1': {
    name: 'PydanticDocument',
    schema: {
      definitions: {
        PydanticDocument: {
          title: 'PydanticDocument',
          type: 'object',
          properties: {
            embedding: {
              title: 'Embedding',
            },
            adjacency: {
              title: 'Adjacency',
              type: 'integer',
            },
            granularity: {
              title: 'Granularity',
              type: 'integer',
            },
            id: {
              title: 'Id',
              type: 'string',
            },
            offset: {
              title: 'Offset',
              type: 'number',
            },
            tags: {
              additionalProperties: {
                anyOf: [
                  {
                    type: 'boolean',
                  },
                  {
                    type: 'number',
                  },
                  {
                    type: 'string',
                  },
                  {
                    type: 'array',
                    items: {},
                  },
                  {
                    type: 'object',
                  },
                  {
                    type: 'array',
                    items: {
                      anyOf: [
                        {
                          type: 'boolean',
                        },
                        {
                          type: 'number',
                        },
                        {
                          type: 'string',
                        },
                        {
                          type: 'array',
                          items: {},
                        },
                        {
                          type: 'object',
                        },
                      ],
                    },
                  },
                  {
                    additionalProperties: {
                      anyOf: [
                        {
                          type: 'boolean',
                        },
                        {
                          type: 'number',
                        },
                        {
                          type: 'string',
                        },
                        {
                          type: 'array',
                          items: {},
                        },
                        {
                          type: 'object',
                        },
                      ],
                    },
                    type: 'object',
                  },
                ],
              },
              type: 'object',
              title: 'Tags',
            },
            tensor: {
              title: 'Tensor',
            },
            parent_id: {
              title: 'Parent Id',
              type: 'string',
            },
            evaluations: {
              additionalProperties: {
                $ref: '#/definitions/_NamedScore',
              },
              type: 'object',
              title: 'Evaluations',
            },
            text: {
              title: 'Text',
              type: 'string',
            },
            matches: {
              title: 'Matches',
              type: 'array',
              items: {
                $ref: '#/definitions/PydanticDocument',
              },
            },
            blob: {
              title: 'Blob',
              type: 'string',
            },
            uri: {
              title: 'Uri',
              type: 'string',
            },
            modality: {
              title: 'Modality',
              type: 'string',
            },
            mime_type: {
              title: 'Mime Type',
              type: 'string',
            },
            scores: {
              additionalProperties: {
                $ref: '#/definitions/_NamedScore',
              },
              type: 'object',
              title: 'Scores',
            },
            chunks: {
              title: 'Chunks',
              type: 'array',
              items: {
                $ref: '#/definitions/PydanticDocument',
              },
            },
            location: {
              title: 'Location',
              type: 'array',
              items: {
                type: 'number',
              },
            },
            weight: {
              title: 'Weight',
              type: 'number',
            },
          },
        },
        _NamedScore: {
          title: '_NamedScore',
          type: 'object',
          properties: {
            description: {
              title: 'Description',
              type: 'string',
            },
            value: {
              title: 'Value',
              type: 'number',
            },
            ref_id: {
              title: 'Ref Id',
              type: 'string',
            },
            op_name: {
              title: 'Op Name',
              type: 'string',
            },
          },
        },
      },
      $ref: '#/definitions/PydanticDocument',
    },
  },
  'jina/v2': {
    name: 'LegacyDocumentJina',
    schema: {
      definitions: {
        LegacyDocumentJina: {
          type: 'object',
          properties: {
            text: {
              title: 'Text',
              type: 'string',
            },
            tags: {
              title: 'Tags',
              type: 'object',
              default: {},
            },
            embedding: {
              title: 'Embedding',
              type: 'array',
              'tensor/array shape': 'not specified',
              items: {
                type: 'number',
              },
            },
            id: {
              type: 'string',
              title: 'Id',
            },
            blob: {
              format: 'binary',
              title: 'Blob',
              type: 'string',
            },
            url: {
              title: 'Url',
              type: 'string',
            },
            matches: {
              anyOf: [
                {
                  type: 'array',
                  items: {},
                },
                {
                  type: 'array',
                  items: {
                    $ref: '#/definitions/LegacyDocumentJina',
                  },
                },
              ],
              title: 'Matches',
            },
            tensor: {
              title: 'Tensor',
              type: 'array',
              'tensor/array shape': 'not specified',
              items: {
                type: 'number',
              },
            },
            scores: {
              title: 'Scores',
              type: 'object',
            },
            chunks: {
              anyOf: [
                {
                  type: 'array',
                  items: {},
                },
                {
                  type: 'array',
                  items: {
                    $ref: '#/definitions/LegacyDocumentJina',
                  },
                },
              ],
              title: 'Chunks',
            },
          },
          title: 'LegacyDocumentJina',
        },
      },
      $ref: '#/definitions/LegacyDocumentJina',
    },
  },
} satisfies Partial<Record<ContentType, SchemaDescription>>;
