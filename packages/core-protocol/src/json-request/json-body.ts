import type { EnvelopeDraft } from '../envelope/envelope.js';
import type { JsonObject } from '../json-value.js';
import { parseJsonText } from '../wire/json-scan.js';
import { objectMember, sliceData, textMember, unwrapDocs } from './json-members.js';

/** What the JSON bodies of requests and answers have in common. */
export interface JsonBody {
  readonly body: JsonObject;
  readonly header: JsonObject;
  /** With the request id, the endpoint of the header, parameters, and the content type when there are documents. */
  readonly envelope: EnvelopeDraft;
  /** The byte range of the documents, not parsed. */
  readonly payloads: readonly Uint8Array[];
}

/** Reads what requests and answers say alike; `what` names the body in errors. */
export function readJsonBody(bytes: Uint8Array, what: string, kind: 'call' | 'reply'): JsonBody {
  const { data, rest } = sliceData(bytes, what);
  const body = parseJsonText(rest, what) as JsonObject;
  const header = objectMember(body, 'header', what) ?? {};
  const envelope: EnvelopeDraft = {
    kind,
    sequence: 0,
    requestId: textMember(header, 'requestId', 'request_id', what) ?? '',
    endpoint: textMember(header, 'execEndpoint', 'exec_endpoint', what) ?? '',
  };
  const parameters = objectMember(body, 'parameters', what);
  if (parameters !== undefined) envelope.parameters = parameters;
  const payload = data && unwrapDocs(data, what);
  if (payload !== undefined) envelope.contentType = 'json';
  return { body, header, envelope, payloads: payload === undefined ? [] : [payload] };
}
