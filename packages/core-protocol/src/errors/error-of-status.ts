import type { Status } from '../envelope/envelope.js';
import { RuntimeError } from './runtime-error.js';

/** A handler's ERROR status as the error that a caller sees: code `executor_failed`, details with the handler's exception. */
export function errorOfStatus(status: Status): RuntimeError {
  const exception = status.exception;
  return new RuntimeError('executor_failed', status.description ?? exception?.name ?? 'the handler failed', {
    details:
      exception === undefined
        ? {}
        : { name: exception.name, args: [...exception.args], stacks: [...exception.stacks], executor: exception.executor },
  });
}
