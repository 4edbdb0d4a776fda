import { type ContentType, isJsonObject, type JsonObject, type Message, RESULTS_KEY, type Route } from '@zedflow/core-protocol';

const NO_BYTES = new Uint8Array(0);

/**
 * The requests of several branches as one message with named parts. Jina 3.34: a part is named by the last route of its
 * request, which the node that answered it added; header and parameters are those of the first, `__results__` of all.
 */
export function joinParts(requests: readonly Message[]): Message {
  const [first] = requests;
  if (first === undefined) return { envelope: { kind: 'call', sequence: 0, requestId: '', endpoint: '' }, payloads: [] };
  if (requests.length === 1) return first;
  const contentType = requests.map((request) => request.envelope.contentType).find((type): type is ContentType => type !== undefined);
  const parameters = joinParameters(requests);
  return {
    envelope: {
      ...first.envelope,
      ...(contentType && { contentType }),
      ...(parameters && { parameters }),
      routes: joinRoutes(requests),
      parts: requests.map((request, index) => request.envelope.routes?.at(-1)?.executor || `part${index}`),
    },
    payloads: requests.map((request) => request.payloads[0] ?? NO_BYTES),
  };
}

/** One request for each part, as Jina sends them to a node that joins branches. */
export function splitParts(joined: Message): Message[] {
  const { parts, ...envelope } = joined.envelope;
  return joined.payloads.map((payload, index) => ({
    envelope: { ...envelope, routes: [...(envelope.routes ?? []), { executor: parts?.[index] ?? `part${index}` }] },
    payloads: [payload],
  }));
}

function joinParameters(requests: readonly Message[]): JsonObject | undefined {
  const first = requests[0]?.envelope.parameters;
  const results = requests.map((request) => request.envelope.parameters?.[RESULTS_KEY]).filter(isJsonObject);
  if (results.length === 0) return first;
  return { ...first, [RESULTS_KEY]: Object.fromEntries(results.flatMap((one) => Object.entries(one))) };
}

/** Each node once, in the order of their first visit. */
function joinRoutes(requests: readonly Message[]): Route[] {
  const routes = new Map<string, Route>();
  for (const request of requests) {
    for (const route of request.envelope.routes ?? []) {
      const known = routes.get(route.executor);
      if (known === undefined || (known.endMs === undefined && route.endMs !== undefined)) routes.set(route.executor, route);
    }
  }
  return [...routes.values()];
}
