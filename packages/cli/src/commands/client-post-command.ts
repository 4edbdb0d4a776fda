import { type ClientOptions, type ClientProtocol, createClient } from '@zedflow/client';
import type { Document, JsonObject } from '@zedflow/core-protocol';
import { EXIT_CODES, UsageError } from '../exit-codes.js';
import { parsePairs } from '../flags/option-flags.js';
import { parseCount } from '../flags/parse-count.js';
import type { ParsedCommand } from '../program.js';
import { documentJson } from '../show/document-json.js';
import { inputDocuments, toDocument } from './input-documents.js';

/** `zedflow client post ENDPOINT [TEXT...]`: documents in, one JSON document a line out. */
export async function clientPostCommand({ args, flags }: ParsedCommand): Promise<number> {
  const [endpoint, ...texts] = args as [string, ...string[]];
  const isStream = flags['stream'] === true;
  if (isStream && texts.length !== 1) throw new UsageError('--stream takes exactly one document as an argument');
  if (texts.length > 0 && flags['file'] !== undefined) throw new UsageError('documents come from arguments or from --file, not from both');
  await using client = createClient(clientOptions(flags));
  const parameters = flags['parameters'] === undefined ? undefined : parseParameters(flags['parameters'] as string);
  const options = {
    ...(parameters === undefined ? {} : { parameters }),
    ...(flags['targetExecutor'] === undefined ? {} : { targetExecutor: flags['targetExecutor'] as string }),
    ...(flags['timeout'] === undefined ? {} : { timeoutMs: parseCount('--timeout', flags['timeout']) }),
  };
  if (isStream) {
    for await (const document of client.streamDoc(endpoint, toDocument(texts[0] as string), options)) await print(document);
    return EXIT_CODES.ok;
  }
  const inputs = texts.length > 0 ? texts.map((text) => toDocument(text)) : inputDocuments(flags['file'] as string | undefined);
  const responses = client.postStream(endpoint, inputs, {
    ...options,
    requestSize: parseCount('--request-size', flags['requestSize']),
    maxInFlight: parseCount('--max-in-flight', flags['maxInFlight']),
    resultsInOrder: flags['unordered'] !== true,
  });
  try {
    for await (const response of responses) {
      for (const document of response.docs) await print(document);
    }
  } finally {
    // Whoever writes to it may go on for ever; this command has ended.
    process.stdin.destroy();
  }
  return EXIT_CODES.ok;
}

function clientOptions(flags: Readonly<Record<string, unknown>>): ClientOptions {
  const headers = flags['header'] as string[] | undefined;
  return {
    host: flags['host'] as string,
    docarray: flags['docarray'] as 'v1' | 'v2',
    ...(flags['port'] === undefined ? {} : { port: parseCount('--port', flags['port']) }),
    ...(flags['protocol'] === undefined ? {} : { protocol: String(flags['protocol']).toLowerCase() as ClientProtocol }),
    ...(flags['tlsCa'] !== undefined ? { tls: { caFile: flags['tlsCa'] as string } } : flags['tls'] === true ? { tls: true } : {}),
    ...(headers === undefined ? {} : { headers: parsePairs('--header', headers) }),
  };
}

function parseParameters(text: string): JsonObject {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as JsonObject;
  } catch {
    // Told below, as for any other text that is no object.
  }
  throw new UsageError(`--parameters expected a JSON object, got ${text}`);
}

/** Waits for the reader of stdout, so that a slow one slows the calls down and not fills the memory. */
async function print(document: Document): Promise<void> {
  if (process.stdout.write(`${documentJson(document)}\n`)) return;
  await new Promise<void>((resolve) => process.stdout.once('drain', resolve));
}
