import type { StandardSchemaV1 } from '@standard-schema/spec';
import type { Document } from '@zedflow/core-protocol';
import type { Schema } from '../endpoint-options.js';
import { describeIssues } from './validation-error.js';

type Refuse = (description: string) => Error;

/** The value as the schema made it. Stays synchronous where the schema is: every call with a schema comes through here. */
export function validate(schema: Schema, value: unknown, at: string, refuse: Refuse): unknown {
  const result = schema['~standard'].validate(value);
  return result instanceof Promise ? result.then((late) => outcomeOf(late, at, refuse)) : outcomeOf(result, at, refuse);
}

function outcomeOf(result: StandardSchemaV1.Result<unknown>, at: string, refuse: Refuse): unknown {
  if (result.issues !== undefined) throw refuse(describeIssues(result.issues, at));
  return result.value;
}

/**
 * Validates each document and writes what the schema made of it back into it. The document stays the same object: fields that
 * the schema does not know are kept, and so is the note on how each field came over the wire.
 */
export function validateDocuments(schema: Schema, docs: readonly Document[], refuse: Refuse): undefined | Promise<void> {
  let pending: Promise<void>[] | undefined;
  for (const [index, doc] of docs.entries()) {
    const made = validate(schema, doc, `document ${index}`, refuse);
    if (made instanceof Promise) {
      pending ??= [];
      pending.push(made.then((late) => void Object.assign(doc, late)));
    } else if (made !== doc) {
      Object.assign(doc, made);
    }
  }
  return pending === undefined ? undefined : Promise.all(pending).then(() => undefined);
}
