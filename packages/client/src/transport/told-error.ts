import { ERROR_CODES, type ErrorCode, RuntimeError, type RuntimeErrorOptions } from '@zedflow/core-protocol';

/**
 * The error of a server's refusal. A Zedflow server begins its text with `[code]`, which says more than the status of the protocol:
 * that code stands then, so that one fault has one code on every protocol.
 */
export function toldError(statusCode: ErrorCode, text: string, place: string, options: RuntimeErrorOptions): RuntimeError {
  const told = /^\[([a-z_]{1,64})\] /.exec(text);
  const code = told?.[1] !== undefined && Object.hasOwn(ERROR_CODES, told[1]) ? (told[1] as ErrorCode) : undefined;
  if (told === null || code === undefined) return new RuntimeError(statusCode, `${place}: ${text}`, options);
  return new RuntimeError(code, `${place}: ${text.slice(told[0].length)}`, options);
}
