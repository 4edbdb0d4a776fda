import { type ContentType, type Message, type Route, RuntimeError } from '@zedflow/core-protocol';
import { ENTRY } from './graph-node.js';

/** What one node hands to the next: the documents of one or several parts, never opened here. Immutable. */
export interface Documents {
  readonly payloads: readonly Uint8Array[];
  readonly contentType: ContentType | undefined;
  /** Names of the parts that were joined; payload i belongs to part i. Undefined for one part. */
  readonly parts: readonly string[] | undefined;
  /** The route that names who made them: Python nodes read the last route as the name of the documents (Jina 3.34: `docs_map`). */
  readonly origin: readonly Route[];
}

const ENTRY_ROUTE: readonly Route[] = Object.freeze([{ executor: ENTRY }]);

/** The documents that came with the call itself. */
export function documentsOf({ envelope, payloads }: Message): Documents {
  return { payloads, contentType: envelope.contentType, parts: envelope.parts, origin: ENTRY_ROUTE };
}

/** Those of several branches as the named parts of one value. */
export function joinDocuments(branches: readonly Documents[]): Documents {
  const contentType = branches.find((branch) => branch.contentType !== undefined)?.contentType;
  for (const branch of branches) {
    if (branch.contentType === undefined || branch.contentType === contentType) continue;
    const message = `branches that join must answer in one form, got ${contentType} and ${branch.contentType}`;
    throw new RuntimeError('config_unsupported', message);
  }
  return {
    payloads: branches.flatMap(({ payloads }) => payloads),
    contentType,
    parts: branches.flatMap(({ parts, origin }) => parts ?? [origin.at(-1)?.executor ?? '']),
    origin: ENTRY_ROUTE,
  };
}
