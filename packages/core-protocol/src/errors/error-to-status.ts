import type { Status } from '../envelope/envelope.js';

/** Longest stack that crosses the wire, in lines. */
const MAX_STACK_LINES = 100;

/** Longest text and most arguments of an error that cross the wire: a message may quote a whole document. */
const MAX_TEXT_LENGTH = 16_384;
const MAX_ARGS = 100;

/** Options of {@link errorToStatus}. */
export interface ErrorToStatusOptions {
  /** Put the stack trace into the status. Default false: traces go to logs always, on the wire only if allowed. */
  readonly exposeStack?: boolean;
}

/**
 * Jina's status of something that a handler threw: name = `error.name`, args = `error.args ?? [message]` as text, description = what
 * Python's `repr` gives, `Name('message', 3)` (Jina 3.34). Never throws, whatever was thrown.
 */
export function errorToStatus(thrown: unknown, executorName: string, options: ErrorToStatusOptions = {}): Status {
  try {
    return statusOf(thrown, executorName, options);
  } catch {
    // A getter or a proxy of user code threw in its turn.
    return statusOf(new Error('an error whose name, message or arguments cannot be read'), executorName, options);
  }
}

function statusOf(thrown: unknown, executor: string, options: ErrorToStatusOptions): Status {
  const { name, args, stack } = partsOf(thrown);
  return {
    code: 'ERROR',
    description: `${cut(name)}(${args.map((arg) => cut(repr(arg))).join(', ')})`,
    exception: {
      name: cut(name),
      args: args.map((arg) => cut(plainText(arg))),
      stacks: options.exposeStack && stack !== undefined ? stackLines(stack) : [],
      executor,
    },
  };
}

function partsOf(thrown: unknown): { name: string; args: unknown[]; stack: string | undefined } {
  if (!(thrown instanceof Error)) return { name: 'Error', args: [thrown], stack: undefined };
  const args: unknown = (thrown as { args?: unknown }).args;
  return {
    name: String(thrown.name || 'Error'),
    args: Array.isArray(args) ? args.slice(0, MAX_ARGS) : [thrown.message],
    stack: thrown.stack,
  };
}

function stackLines(stack: string): string[] {
  return stack
    .split('\n')
    .slice(0, MAX_STACK_LINES)
    .map((line) => `${cut(line)}\n`);
}

function cut(text: string): string {
  if (text.length <= MAX_TEXT_LENGTH) return text;
  return `${text.slice(0, MAX_TEXT_LENGTH)}... (${text.length - MAX_TEXT_LENGTH} more characters)`;
}

/** `str(value)`: texts as they are. */
function plainText(value: unknown): string {
  return typeof value === 'string' ? value : repr(value);
}

/** `repr(value)` of Python, as far as both languages have the value. */
function repr(value: unknown): string {
  if (typeof value === 'string') return reprText(cut(value));
  if (value === null || value === undefined) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value !== 'object') return String(value);
  try {
    return JSON.stringify(value) ?? 'None';
  } catch {
    return Object.prototype.toString.call(value);
  }
}

/** Single quotes, unless only those are in the text. */
function reprText(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const escapes: Record<string, string> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t', [quote]: `\\${quote}` };
  return quote + text.replace(/[\\\n\r\t'"]/g, (character) => escapes[character] ?? character) + quote;
}
