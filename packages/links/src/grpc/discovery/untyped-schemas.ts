import type { ContentType } from '@zedflow/core-protocol';
import type { SchemaDescription } from '@zedflow/runtime-api';

/**
 * What an endpoint without a declared schema tells: any document of the built-in kind.
 *
 * Both are data that Python peers compare, not text for readers. Jina 3.34 with docarray 0.30 and later knows its untyped
 * document only by a schema that is equal to this one in every character, description included (from docarray, Apache-2.0);
 * with any other it would refuse a Flow in which such a node stands before or after one of its own untyped ones.
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
          description:
            "This Document is the LegacyDocumentJina. It follows the same schema as in DocArray <=0.21.\nIt can be useful to start migrating a codebase from v1 to v2.\n\nNevertheless, the API is not totally compatible with DocArray <=0.21 `Document`.\nIndeed, none of the method associated with `Document` are present. Only the schema\nof the data is similar.\n\n```python\nfrom docarray import DocList\nfrom docarray.documents.legacy import LegacyDocument\nimport numpy as np\n\ndoc = LegacyDocument(text='hello')\ndoc.url = 'http://myimg.png'\ndoc.tensor = np.zeros((3, 224, 224))\ndoc.embedding = np.zeros((100, 1))\n\ndoc.tags['price'] = 10\n\ndoc.chunks = DocList[Document]([Document() for _ in range(10)])\n\ndoc.chunks = DocList[Document]([Document() for _ in range(10)])\n```",
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
              description:
                'The ID of the BaseDoc. This is useful for indexing in vector stores. If not set by user, it will automatically be assigned a random value',
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
