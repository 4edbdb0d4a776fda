import type { Status } from '../envelope/envelope.js';
import { ERROR_CODES, type ErrorCode } from './error-codes.js';
import { RuntimeError } from './runtime-error.js';

/** `[resource_exhausted] the queue is full`: how a gateway writes its own error where only a status can carry it (WebSocket). */
const CODED = /^\[(\w+)\] (.*)$/s;

/**
 * An ERROR status as the error that a caller sees: `executor_failed` with the handler's exception in the details,
 * or the gateway's own error where no Executor threw.
 */
export function errorOfStatus(status: Status): RuntimeError {
  const exception = status.exception;
  const description = status.description ?? exception?.name ?? 'the handler failed';
  const [, code = '', message = ''] = (exception?.executor === '' && CODED.exec(description)) || [];
  if (Object.hasOwn(ERROR_CODES, code)) return new RuntimeError(code as ErrorCode, message);
  return new RuntimeError('executor_failed', description, {
    details:
      exception === undefined
        ? {}
        : { name: exception.name, args: [...exception.args], stacks: [...exception.stacks], executor: exception.executor },
  });
}
