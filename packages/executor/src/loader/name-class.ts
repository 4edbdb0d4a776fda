import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type JsonObject, RuntimeError } from '@zedflow/core-protocol';
import { type ExecutorClass, isExecutorClass } from '../executor.js';
import { kindOf } from '../plain-json.js';
import { formOfClass } from './class-source.js';
import { type ExecutorConfig, type ReadConfig, readExecutorConfig } from './executor-config.js';
import { locateFile } from './module-location.js';
import { parseConfigText } from './parse-config-text.js';
import { parseUses, type UsesForm } from './uses-form.js';

/** What `uses` may be: a class, a string, or an inline configuration. */
export type Uses = string | ExecutorClass | ExecutorConfig;

/** The class that a `uses` names, and what its configuration says; nothing is compiled or imported yet. */
export interface NamedClass {
  readonly form: Exclude<UsesForm, { kind: 'config-file' | 'config-text' }>;
  /** Folder that the class and `pyModules` are looked up from. */
  readonly folder: string;
  readonly with: JsonObject;
  readonly metas: JsonObject;
  readonly requests: Readonly<Record<string, string>>;
  readonly pyModules: readonly string[];
}

const NOTHING = { with: {}, metas: {}, requests: {}, pyModules: [] };

/** Reads the configuration, if `uses` is one, down to the class that it names. */
export async function nameClass(uses: Uses, folder: string, origin: string): Promise<NamedClass> {
  if (isExecutorClass(uses)) return { ...NOTHING, form: formOfClass(uses, origin), folder };
  if (typeof uses === 'function') {
    throw new RuntimeError('config_invalid', `${origin}: class ${uses['name'] ?? ''} is no Executor; write \`extends Executor\``);
  }
  if (typeof uses === 'object' && uses !== null)
    return ofConfig(
      readExecutorConfig(uses, () => origin),
      folder,
      origin,
    );
  if (typeof uses !== 'string') {
    throw new RuntimeError('config_invalid', `${origin}: must be a string, a class or a mapping, got ${kindOf(uses)}`);
  }
  const form = parseUses(uses, origin);
  if (form.kind === 'config-text') return ofConfig(await parseConfigText(form.text, origin), folder, origin);
  if (form.kind !== 'config-file') return { ...NOTHING, form, folder };
  const { path } = locateFile(form.path, folder, origin);
  return ofConfig(await parseConfigText(await readFile(path, 'utf8'), path), dirname(path), path);
}

function ofConfig(config: ReadConfig, folder: string, origin: string): NamedClass {
  const form = parseUses(config.jtype, origin);
  if (form.kind === 'config-file' || form.kind === 'config-text') {
    throw new RuntimeError('config_invalid', `${origin}: 'jtype' must name a class, not another configuration`, {
      details: { jtype: config.jtype },
    });
  }
  return { form, folder, with: config.with, metas: config.metas, requests: config.requests, pyModules: config.pyModules };
}
