import { RuntimeError } from '@zedflow/core-protocol';
import type { ExecutorSource } from '@zedflow/runtime-api';
import { builtinClass } from '../builtins.js';
import { type ExecutorClass, isExecutorClass } from '../executor.js';
import { whileLoading } from '../loading-flag.js';
import { nameHint } from '../name-hint.js';

/**
 * Imports `source.preload` in order and then the module, and finds the class in it.
 *
 * @throws RuntimeError `config_not_found` for a missing module or class, `config_invalid` for something that is no Executor,
 *   `executor_init_failed` with the user's error as cause when a module throws.
 */
export async function loadExecutorClass(source: ExecutorSource): Promise<ExecutorClass> {
  return whileLoading(source.label, async () => {
    for (const url of source.preload) await importModule(url, source.label);
    if (source.module === undefined) return builtinClass(source.className);
    return findClass(await importModule(source.module, source.label), source);
  });
}

async function importModule(url: string, label: string): Promise<Record<string, unknown>> {
  try {
    return (await import(/* @vite-ignore */ url)) as Record<string, unknown>;
  } catch (error) {
    throw importFailure(error, url, label);
  }
}

function importFailure(error: unknown, url: string, label: string): RuntimeError {
  const details = { executor: label, module: url };
  const code = (error as { code?: unknown } | null)?.code;
  if (code === 'ERR_MODULE_NOT_FOUND' || code === 'MODULE_NOT_FOUND') {
    const hint = (error as { url?: unknown }).url === url ? 'check the path' : 'it imports something that is not installed';
    return new RuntimeError('config_not_found', `Executor ${label}: cannot load ${url} (${hint}): ${(error as Error).message}`, {
      details,
      cause: error,
    });
  }
  const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  // V8 reports the `@` of a decorator in plain JavaScript with these words.
  const hint =
    error instanceof SyntaxError && error.message === 'Invalid or unexpected token'
      ? '. If the file has decorators: Node.js cannot run them in plain JavaScript; write `static requests = {...}`, or a .ts file'
      : '';
  return new RuntimeError('executor_init_failed', `Executor ${label}: ${url} threw while it was loaded: ${reason}${hint}`, {
    details: { ...details, stack: error instanceof Error ? (error.stack ?? '') : '' },
    cause: error,
  });
}

function findClass(module: Record<string, unknown>, source: ExecutorSource): ExecutorClass {
  const { className, label } = source;
  const details = { executor: label, module: source.module ?? '', className };
  const found = exportNamed(module, className);
  if (found === undefined) {
    const names = exportNames(module);
    const what = names.length === 0 ? 'exports nothing' : `does not export '${className}'${nameHint(className, names)}`;
    throw new RuntimeError('config_not_found', `Executor ${label}: ${source.module} ${what}. Write \`export class ${className}\``, {
      details,
    });
  }
  if (!isExecutorClass(found)) {
    throw new RuntimeError(
      'config_invalid',
      `Executor ${label}: '${className}' of ${source.module} is no Executor. Write \`export class ${className} extends Executor\`, ` +
        'with the Executor that zedflow exports',
      { details },
    );
  }
  return found;
}

/** An export, also one that a CommonJS module has on `module.exports` where Node.js did not see it. */
function exportNamed(module: Record<string, unknown>, name: string): unknown {
  if (Object.hasOwn(module, name)) return module[name];
  const whole = module['default'];
  if ((typeof whole === 'object' || typeof whole === 'function') && whole !== null) {
    if (Object.hasOwn(whole, name) && name !== 'name') return (whole as Record<string, unknown>)[name];
    if (typeof whole === 'function' && whole.name === name) return whole;
  }
  return undefined;
}

function exportNames(module: Record<string, unknown>): string[] {
  const whole = module['default'];
  const inner = typeof whole === 'object' && whole !== null ? Object.keys(whole) : [];
  return [...new Set([...Object.keys(module), ...inner])].filter((name) => name !== 'default' && name !== '__esModule');
}
