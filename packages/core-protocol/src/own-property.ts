/**
 * Sets an own property, also one named `__proto__`, which plain assignment would take for the prototype:
 * keys of parameters, tags and documents come from outside.
 */
export function setOwn<T>(target: Record<string, T>, key: string, value: T): void {
  if (key === '__proto__') Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
  else target[key] = value;
}
