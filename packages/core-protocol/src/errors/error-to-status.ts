import type { Status } from '../envelope/envelope.js';

/** Longest stack that crosses the wire, in lines. */
const MAX_STACK_LINES = 100;

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
  const { name, args, stack } = partsOf(thrown);
  return {
    code: 'ERROR',
    description: `${name}(${args.map(repr).join(', ')})`,
    exception: {
      name,
      args: args.map(plainText),
      stacks: options.exposeStack && stack !== undefined ? stackLines(stack) : [],
      executor: executorName,
    },
  };
}

function partsOf(thrown: unknown): { name: string; args: unknown[]; stack: string | undefined } {
  if (!(thrown instanceof Error)) return { name: 'Error', args: [thrown], stack: undefined };
  const args: unknown = (thrown as { args?: unknown }).args;
  return { name: String(thrown.name || 'Error'), args: Array.isArray(args) ? args : [thrown.message], stack: thrown.stack };
}

function stackLines(stack: string): string[] {
  return stack
    .split('\n')
    .slice(0, MAX_STACK_LINES)
    .map((line) => `${line}\n`);
}

/** `str(value)`: texts as they are. */
function plainText(value: unknown): string {
  return typeof value === 'string' ? value : repr(value);
}

/** `repr(value)` of Python, as far as both languages have the value. */
function repr(value: unknown): string {
  if (typeof value === 'string') return reprText(value);
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
