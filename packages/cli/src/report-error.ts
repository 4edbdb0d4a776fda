import { isRuntimeError } from '@zedflow/core-protocol';
import pc from 'picocolors';
import { UsageError } from './exit-codes.js';

/** Prints an error as one clear line; stack and causes only with ZEDFLOW_DEBUG, or when it is a defect of ours. */
export function reportError(error: unknown): void {
  const colors = pc.createColors(usesColors(process.stderr));
  process.stderr.write(`${colors.red('error')} ${errorLine(error)}\n`);
  const isExpected = isRuntimeError(error)
    ? error.code !== 'internal'
    : error instanceof UsageError || error instanceof TypeError || error instanceof RangeError;
  if (!isExpected || process.env['ZEDFLOW_DEBUG']) process.stderr.write(`${colors.dim(stackOf(error))}\n`);
}

/** Code, what, where, what to do. */
export function errorLine(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const own = error.stack ?? error.message;
  return error.cause === undefined ? own : `${own}\ncaused by ${stackOf(error.cause)}`;
}

/** Colours only for people: on a terminal, and not when NO_COLOR (no-color.org) or JINA_LOG_NO_COLOR is set. */
export function usesColors(stream: { readonly isTTY?: boolean }): boolean {
  return stream.isTTY === true && !process.env['NO_COLOR'] && process.env['JINA_LOG_NO_COLOR'] === undefined;
}
