import { UsageError } from '../exit-codes.js';

/** A flag that takes a whole number of 1 or more. */
export function parseCount(flag: string, value: unknown): number {
  const number = Number(value);
  if (Number.isSafeInteger(number) && number >= 1) return number;
  throw new UsageError(`${flag} expected a whole number of 1 or more, got ${JSON.stringify(value)}`);
}
