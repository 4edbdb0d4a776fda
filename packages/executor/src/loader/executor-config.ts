import { type JsonObject, RuntimeError } from '@zedflow/core-protocol';
import { nameHint } from '../name-hint.js';
import { isPlainObject, kindOf, toJsonObject } from '../plain-json.js';

/** An Executor as its YAML says it. */
export interface ExecutorConfig {
  /** Class name, or any form of `uses` that names a class. */
  readonly jtype: string;
  readonly with?: JsonObject;
  readonly metas?: JsonObject;
  /** Endpoint to method name; wins over what the class says. */
  readonly requests?: Readonly<Record<string, string>>;
  /** JavaScript or TypeScript modules to import before, relative to the YAML file. The name is the one of Jina. */
  readonly py_modules?: string | readonly string[];
}

/** The same with everything filled in. */
export interface ReadConfig {
  readonly jtype: string;
  readonly with: JsonObject;
  readonly metas: JsonObject;
  readonly requests: Readonly<Record<string, string>>;
  readonly pyModules: readonly string[];
}

const KEYS = ['jtype', 'with', 'metas', 'requests', 'py_modules'];

/** Tells where a key of the configuration stands: `executor.yml:3:1`. */
export type Locate = (key?: string) => string;

/**
 * Checks a configuration that came from YAML, JSON or code.
 *
 * @throws RuntimeError `config_invalid` naming the key and where it stands, `config_unsupported` for keys that are not built yet.
 */
export function readExecutorConfig(value: unknown, locate: Locate): ReadConfig {
  if (!isPlainObject(value)) throw invalid(`${locate()}: an Executor's configuration must be a mapping, got ${kindOf(value)}`, {});
  for (const key of Object.keys(value)) {
    if (key === 'dynamic_batching' || key === 'uses_dynamic_batching') {
      throw new RuntimeError('config_unsupported', `${locate(key)}: '${key}' does not work in this version; remove it`, {
        details: { option: key },
      });
    }
    if (!KEYS.includes(key)) throw invalid(`${locate(key)}: an Executor has no option '${key}'${nameHint(key, KEYS)}`, { option: key });
  }
  const jtype = value['jtype'];
  if (typeof jtype !== 'string' || jtype === '') {
    throw invalid(`${locate('jtype')}: 'jtype' must name the Executor's class, got ${kindOf(jtype)}`, { option: 'jtype' });
  }
  if (jtype === 'Flow' || jtype === 'Deployment' || jtype === 'Gateway') {
    throw invalid(`${locate('jtype')}: this is the configuration of a ${jtype}, not of an Executor`, { option: 'jtype' });
  }
  const { py_modules: fromMetas, ...metas } = readMetas(value['metas'], 'metas', locate);
  return {
    jtype,
    with: readJson(value['with'], 'with', locate),
    metas,
    requests: readRequests(value['requests'], 'requests', locate),
    pyModules: [...readModules(fromMetas, 'metas.py_modules', locate), ...readModules(value['py_modules'], 'py_modules', locate)],
  };
}

/** A mapping of JSON values, or nothing. */
export function readJson(value: unknown, option: string, locate: Locate): JsonObject {
  if (value === undefined || value === null) return {};
  if (!isPlainObject(value)) throw invalid(`${locate(option)}: '${option}' must be a mapping, got ${kindOf(value)}`, { option });
  return toJsonObject(value, option, (path, what) =>
    invalid(`${locate(option)}: '${path}' is ${what}, but options travel to the Executor's thread or process as JSON`, { option: path }),
  );
}

/** Free-form facts on the Executor; those that would have to move something are refused rather than ignored. */
export function readMetas(value: unknown, option: string, locate: Locate): JsonObject {
  const metas = readJson(value, option, locate);
  if (metas['workspace'] === undefined) return metas;
  throw new RuntimeError(
    'config_unsupported',
    `${locate(option)}: '${option}.workspace' does not work in this version; set 'workspace' of the Executor in the Flow`,
    { details: { option: `${option}.workspace` } },
  );
}

/** Endpoints and method names, or nothing. */
export function readRequests(value: unknown, option: string, locate: Locate): Record<string, string> {
  const requests: Record<string, string> = {};
  for (const [endpoint, method] of Object.entries(readJson(value, option, locate))) {
    if (typeof method !== 'string') {
      throw invalid(`${locate(option)}: '${option}' must give endpoint '${endpoint}' the name of a method, got ${kindOf(method)}`, {
        option,
        endpoint,
      });
    }
    requests[endpoint] = method;
  }
  return requests;
}

/** A module or a list of modules, or nothing. */
function readModules(value: unknown, option: string, locate: Locate): string[] {
  if (value === undefined || value === null) return [];
  const modules: unknown[] = Array.isArray(value) ? value : [value];
  for (const module of modules) {
    if (typeof module === 'string' && module !== '') continue;
    throw invalid(`${locate(option)}: '${option}' must be paths of modules, got ${kindOf(module)}`, { option });
  }
  return modules as string[];
}

function invalid(message: string, details: JsonObject): RuntimeError {
  return new RuntimeError('config_invalid', message, { details });
}
