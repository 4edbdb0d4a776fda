import { isJsonObject, type JsonObject, type JsonValue, RESULTS_KEY } from '@zedflow/core-protocol';

const SEPARATOR = '__';

/**
 * The parameters as one node gets them (Jina 3.34): `node__key` becomes `key` for that node and vanishes for all others;
 * `{ node: { ... } }` is spread over the parameters of that node. Returns the same object when nothing is aimed at a node.
 */
export function resolveNodeParameters(parameters: JsonObject, nodeName: string): JsonObject {
  if (!hasAimedKey(parameters, nodeName)) return parameters;
  // Entries, never assignment: a key named `__proto__` must stay a plain key.
  const resolved = new Map<string, JsonValue>();
  for (const [key, value] of Object.entries(parameters)) if (!isAimed(key)) resolved.set(key, value);
  for (const [key, value] of Object.entries(parameters)) {
    if (!isAimed(key)) continue;
    const pieces = key.split(SEPARATOR);
    const ownKey = pieces.pop() as string;
    if (pieces.join('') === nodeName) resolved.set(ownKey, value);
  }
  const own = resolved.get(nodeName);
  if (isJsonObject(own)) for (const [key, value] of Object.entries(own)) resolved.set(key, value);
  return Object.fromEntries(resolved);
}

/** The client's parameters with the nodes' results; the client's own object when there are none. */
export function withResults(parameters: JsonObject | undefined, results: JsonObject | undefined): JsonObject | undefined {
  if (results === undefined) return parameters;
  const given = parameters && Object.hasOwn(parameters, RESULTS_KEY) ? parameters[RESULTS_KEY] : undefined;
  return { ...parameters, [RESULTS_KEY]: isJsonObject(given) ? { ...given, ...results } : results };
}

/** The results of one node's answer laid over those collected so far. */
export function collectResults(collected: JsonObject | undefined, answer: JsonObject | undefined): JsonObject | undefined {
  if (answer === undefined || !Object.hasOwn(answer, RESULTS_KEY)) return collected;
  const results = answer[RESULTS_KEY];
  if (!isJsonObject(results) || isEmpty(results)) return collected;
  return collected === undefined ? results : { ...collected, ...results };
}

function hasAimedKey(parameters: JsonObject, nodeName: string): boolean {
  for (const key in parameters) if (key === nodeName || isAimed(key)) return true;
  return false;
}

function isAimed(key: string): boolean {
  return key.includes(SEPARATOR) && !key.startsWith(SEPARATOR) && !key.endsWith(SEPARATOR);
}

function isEmpty(value: JsonObject): boolean {
  for (const _ in value) return false;
  return true;
}
