import { constants } from 'node:os';
import { isRuntimeError, type RuntimeError } from '@zedflow/core-protocol';

/** How the command ends. A signal that ends it at once gives 128 + its number. */
export const EXIT_CODES = {
  ok: 0,
  /** A start, call or ping failed. */
  failed: 1,
  /** A flag, an argument or the YAML is wrong. */
  usage: 2,
} as const;

const USAGE_CODES: readonly RuntimeError['code'][] = ['config_invalid', 'config_unsupported', 'flow_invalid'];

/** The exit code that an error ends the command with. */
export function exitCodeOf(error: unknown): number {
  if (error instanceof UsageError || error instanceof TypeError || error instanceof RangeError) return EXIT_CODES.usage;
  return isRuntimeError(error) && USAGE_CODES.includes(error.code) ? EXIT_CODES.usage : EXIT_CODES.failed;
}

/** The exit code of a command that a signal ended before it was done. */
export function exitCodeOfSignal(signal: NodeJS.Signals): number {
  return 128 + constants.signals[signal];
}

/** A command line that makes no sense. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
