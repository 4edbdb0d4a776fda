import { nearestName } from '@zedflow/runtime-api';

const CALL_OPTIONS: Readonly<Record<string, (name: string, value: unknown) => void>> = {
  parameters: (name, value) => assertJson(value, `options.${name}`, 0),
  targetExecutor: assertText,
  headers: assertHeaders,
  timeoutMs: assertPositive,
  signal: (name, value) => assertIs(value instanceof AbortSignal, name, 'an AbortSignal', value),
};

const POST_OPTIONS: typeof CALL_OPTIONS = {
  ...CALL_OPTIONS,
  requestSize: assertPositiveInteger,
  maxInFlight: assertPositiveInteger,
  resultsInOrder: assertBoolean,
  stream: assertBoolean,
  maxAttempts: assertPositiveInteger,
  initialBackoffMs: assertNotNegative,
  maxBackoffMs: assertNotNegative,
  backoffMultiplier: assertPositive,
  onDone: assertFunction,
  onError: assertFunction,
  onAlways: assertFunction,
};

const METHODS = { post: POST_OPTIONS, streamDoc: CALL_OPTIONS };

// The limit of every codec: what is nested deeper could not be written.
const MAX_DEPTH = 100;

/** Checks once what a whole call is made with, so that a slip is told with its name and not by the codec of some protocol. */
export function checkCall(method: keyof typeof METHODS, endpoint: unknown, options: unknown): void {
  if (typeof endpoint !== 'string' || endpoint === '') {
    throw new TypeError(`endpoint must be a text such as '/search', got ${kindOf(endpoint)}`);
  }
  if (typeof options !== 'object' || options === null) throw new TypeError(`options must be an object, got ${kindOf(options)}`);
  const known = METHODS[method];
  for (const [name, value] of Object.entries(options)) {
    if (!Object.hasOwn(known, name)) {
      const nearest = nearestName(name, Object.keys(known));
      const hint = nearest === undefined ? `it has ${Object.keys(known).join(', ')}` : `did you mean ${nearest}?`;
      throw new TypeError(`${method} has no option ${name}; ${hint}`);
    }
    if (value !== undefined) known[name]?.(name, value);
  }
}

/** Parameters go through JSON, Protobuf or a thread's messages: only what all of them can say passes. */
function assertJson(value: unknown, path: string, depth: number): void {
  if (depth > MAX_DEPTH) throw new RangeError(`options.parameters is nested deeper than ${MAX_DEPTH} levels (is it circular?)`);
  if (depth === 0 && (typeof value !== 'object' || value === null || Array.isArray(value))) {
    throw new TypeError(`${path} must be an object, got ${kindOf(value)}`);
  }
  if (value === null || typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value)) return;
  if (Array.isArray(value)) {
    for (const [index, entry] of value.entries()) assertJson(entry, `${path}[${index}]`, depth + 1);
    return;
  }
  if (!isPlainObject(value)) {
    throw new TypeError(`${path} must be JSON (texts, finite numbers, booleans, null, arrays, objects), got ${kindOf(value)}`);
  }
  for (const [name, entry] of Object.entries(value)) if (entry !== undefined) assertJson(entry, `${path}.${name}`, depth + 1);
}

function isPlainObject(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  // Literals of another realm have another Object.prototype, but it too has no prototype of its own.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function assertHeaders(name: string, value: unknown): void {
  const isMap = isPlainObject(value) && Object.values(value).every((entry) => typeof entry === 'string');
  assertIs(isMap, name, 'an object of texts', value);
}

function assertPositiveInteger(name: string, value: unknown): void {
  if (!Number.isInteger(value) || (value as number) < 1) throw wrongNumber(name, 'a positive integer', value);
}

function assertPositive(name: string, value: unknown): void {
  if (!Number.isFinite(value) || (value as number) <= 0) throw wrongNumber(name, 'a positive number', value);
}

function assertNotNegative(name: string, value: unknown): void {
  if (!Number.isFinite(value) || (value as number) < 0) throw wrongNumber(name, 'zero or a positive number', value);
}

function assertText(name: string, value: unknown): void {
  assertIs(typeof value === 'string', name, 'a text', value);
}

function assertBoolean(name: string, value: unknown): void {
  assertIs(typeof value === 'boolean', name, 'true or false', value);
}

function assertFunction(name: string, value: unknown): void {
  assertIs(typeof value === 'function', name, 'a function', value);
}

function assertIs(holds: boolean, name: string, expected: string, value: unknown): void {
  if (!holds) throw new TypeError(`options.${name} must be ${expected}, got ${kindOf(value)}`);
}

function wrongNumber(name: string, expected: string, value: unknown): Error {
  const message = `options.${name} must be ${expected}, got ${typeof value === 'number' ? value : kindOf(value)}`;
  return typeof value === 'number' ? new RangeError(message) : new TypeError(message);
}

function kindOf(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return JSON.stringify(value.slice(0, 100));
  if (Array.isArray(value)) return 'an array';
  if (typeof value !== 'object') return `a ${typeof value}`;
  const name = (Object.getPrototypeOf(value) as { constructor?: { name?: string } } | null)?.constructor?.name;
  return name === undefined || name === '' ? 'an object' : `a ${name}`;
}
