import type { Document } from '@zedflow/core-protocol';
import { validate, validateDocuments } from '../schema/validate.js';
import { ValidationError } from '../schema/validation-error.js';
import type { HostedEndpoint } from './hosted-endpoint.js';
import type { LiveCallContext } from './live-call-context.js';

/** Holds the caller's documents and parameters against the endpoint's schemas. Undefined when there is nothing to wait for. */
export function validateCall(endpoint: HostedEndpoint, context: LiveCallContext, docs: readonly Document[]): undefined | Promise<unknown> {
  if (endpoint.input === undefined && endpoint.parameters === undefined) return undefined;
  const refuse = (issues: string) => new ValidationError(`${issues} (call of '${context.endpoint}' to ${endpoint.handlerName})`);
  const documents = endpoint.input === undefined ? undefined : validateDocuments(endpoint.input, docs, refuse);
  const parameters = endpoint.parameters === undefined ? undefined : readParameters(endpoint, context, refuse);
  if (documents === undefined && parameters === undefined) return undefined;
  return Promise.all([documents, parameters]);
}

function readParameters(endpoint: HostedEndpoint, context: LiveCallContext, refuse: (issues: string) => Error): undefined | Promise<void> {
  if (endpoint.parameters === undefined) return undefined;
  const made = validate(endpoint.parameters, context.parameters, 'parameters', refuse);
  if (!(made instanceof Promise)) {
    context.parameters = made as Record<string, unknown>;
    return undefined;
  }
  return made.then((late) => {
    context.parameters = late as Record<string, unknown>;
  });
}
