import { fileURLToPath } from 'node:url';
import { RuntimeError } from '@zedflow/core-protocol';
import { BaseExecutor } from '../builtins.js';
import { Executor, type ExecutorClass } from '../executor.js';
import type { UsesForm } from './uses-form.js';

/** The form of `uses` that an imported class stands for. A class is no data: a worker can only load it again from its file. */
export function formOfClass(executorClass: ExecutorClass, origin: string): Extract<UsesForm, { kind: 'file' | 'builtin' }> {
  if (executorClass === BaseExecutor || executorClass === Executor) return { kind: 'builtin', className: 'BaseExecutor' };
  const className = executorClass.name;
  // Inherited, it would name the file of the base class.
  const module: unknown = Object.hasOwn(executorClass, 'module') ? executorClass.module : undefined;
  if (typeof module !== 'string' || !module.startsWith('file:')) {
    const got = module === undefined ? '' : ` (got ${String(module).slice(0, 100)})`;
    throw new RuntimeError(
      'config_invalid',
      `${origin}: a worker must load class ${className || '(without a name)'} from its file, but the class does not say where that is${got}. ` +
        'Add this line to the class: static module = import.meta.url;',
      { details: { className } },
    );
  }
  if (className === '') {
    throw new RuntimeError(
      'config_invalid',
      `${origin}: the class of ${module} has no name; write \`export class MyExecutor extends Executor\``,
      {
        details: { module },
      },
    );
  }
  return { kind: 'file', path: fileURLToPath(module), className };
}
