/**
 * Throws a `RangeError` that names the option of code unless `value` is a whole number from `min` to `max`; bounds that are those
 * of safe integers are no bounds.
 */
export function assertInteger(option: string, value: number, min: number, max = Number.MAX_SAFE_INTEGER): void {
  if (Number.isInteger(value) && value >= min && value <= max) return;
  const from = min === Number.MIN_SAFE_INTEGER ? '' : ` from ${min}`;
  const to = max === Number.MAX_SAFE_INTEGER ? (from === '' ? '' : ' on') : ` to ${max}`;
  throw new RangeError(`options.${option} must be a whole number${from}${to}, got ${value}`);
}
