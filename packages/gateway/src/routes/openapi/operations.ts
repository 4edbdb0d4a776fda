import type { JsonObject } from '@zedflow/core-protocol';
import type { SHARED_SCHEMAS } from './shared-schemas.js';

export const ref = (name: keyof typeof SHARED_SCHEMAS): JsonObject => ({ $ref: `#/components/schemas/${name}` });
export const json = (schema: JsonObject): JsonObject => ({ 'application/json': { schema } });

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

/** Of a page; `schema` is that of its JSON. */
export function pageOperation(summary: string, more: JsonObject, schema: JsonObject = { type: 'object' }): JsonObject {
  return operation(summary, more, okJson(schema));
}

/** Of a route that passes its body to the Flow. */
export function callOperation(summary: string, tags: readonly string[], body: JsonObject): JsonObject {
  return operation(
    summary,
    { ...(tags.length > 0 && { tags: [...tags] }), requestBody: { required: true, content: json(body) } },
    okJson(ref('DataResponse')),
  );
}

/** An operation; one with a body may fail in all the ways of a call. */
export function operation(summary: string, more: JsonObject, success: JsonObject): JsonObject {
  return { summary, ...more, responses: { ...success, ...('requestBody' in more ? FAILURES : {}) } };
}

export function ok(content: JsonObject): JsonObject {
  return { '200': { description: 'The answer.', content } };
}

function okJson(schema: JsonObject): JsonObject {
  return ok(json(schema));
}

/** What the gateway's own routes refer to. */
export const SHARED = {
  status: ref('Status'),
  request: ref('DataRequest'),
  requestWithEndpoint: {
    allOf: [ref('DataRequest'), { type: 'object', properties: { execEndpoint: { type: ['string', 'null'], default: '/' } } }],
  },
};
