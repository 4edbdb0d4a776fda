/** Throws a `RangeError` that names the option of code unless `value` is a whole number from `min` to `max`. */
export function assertInteger(option: string, value: number, min: number, max = Number.MAX_SAFE_INTEGER): void {
  if (Number.isInteger(value) && value >= min && value <= max) return;
  throw new RangeError(`options.${option} must be a whole number from ${min} to ${max}, got ${value}`);
}
