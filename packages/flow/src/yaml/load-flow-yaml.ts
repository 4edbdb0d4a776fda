import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { RuntimeError } from '@zedflow/core-protocol';
import { kebabCaseName, nearestName, optionsOf, snakeCaseName } from '@zedflow/runtime-api';
import type { FlowOptions } from '../flow-options.js';
import type { FlowSpec, SpecSection } from '../flow-spec.js';
import { parseYaml, type YamlDocument, type YamlPath } from './parse-yaml.js';
import { substituteVariables } from './substitute.js';
import { shownFile, type YamlText } from './yaml-text.js';

/** Options of `Flow.fromYaml`. */
export interface FromYamlOptions {
  /** Values of `${{ CONTEXT.x }}`. Default: none. */
  readonly context?: Readonly<Record<string, unknown>>;
  /** Values of `${{ ENV.X }}`. Default: the environment of this process. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Folder that relative paths are resolved against. Default: the folder of the file; for a text, the current one. */
  readonly baseFolder?: string;
  /** Options that win over those of the file, as the flags of a command do. */
  readonly overrides?: FlowOptions;
}

const TOP_KEYS = ['jtype', 'version', 'with', 'executors', 'gateway'];

/**
 * Reads a Flow from a YAML file or text.
 *
 * @throws config_not_found when there is no such file; config_invalid with file, line and column for anything that is wrong in it.
 */
export async function loadFlowYaml(pathOrText: string | URL, options: FromYamlOptions = {}): Promise<FlowSpec> {
  const source = await readSource(pathOrText);
  const document = parseYaml(source);
  const value = substituteVariables(document, { env: options.env ?? process.env, context: options.context ?? {} });
  const flow = asMapping(document, value, [], 'a Flow');
  checkTopKeys(document, flow);
  const overrides = splitOverrides(options.overrides ?? {});
  const folder = source.file === TEXT ? process.cwd() : dirname(source.file);
  return {
    with: overridden(section(document, flow['with'], ['with'], 'the options of the Flow'), overrides.flow),
    gateway: overridden(section(document, flow['gateway'], ['gateway'], 'the options of the gateway'), overrides.gateway),
    executors: executorsOf(document, flow['executors']),
    baseFolder: resolve(options.baseFolder ?? folder),
  };
}

type Given = Readonly<Record<string, unknown>>;

/** Options of the gateway go to its own section, which wins over `with`. */
function splitOverrides(overrides: FlowOptions): { flow: Given; gateway: Given } {
  const flowOptions = optionsOf('flow');
  const entries = Object.entries(overrides).map(([key, value]) => [snakeCaseName(key), value] as const);
  return {
    flow: Object.fromEntries(entries.filter(([name]) => flowOptions.has(name))),
    gateway: Object.fromEntries(entries.filter(([name]) => !flowOptions.has(name))),
  };
}

function overridden({ given, place }: SpecSection, overrides: Given): SpecSection {
  return {
    given: { ...given, ...overrides },
    place: (key) => (Object.hasOwn(overrides, key) ? `option --${kebabCaseName(key)}` : place(key)),
  };
}

const TEXT = '<text>';

async function readSource(pathOrText: string | URL): Promise<YamlText> {
  if (!(pathOrText instanceof URL) && (typeof pathOrText !== 'string' || pathOrText === '')) {
    const got = pathOrText === '' ? 'an empty text' : pathOrText === null ? 'null' : typeof pathOrText;
    throw new TypeError(`Flow.fromYaml() takes the path of a file, a YAML text or a URL, got ${got}`);
  }
  if (typeof pathOrText === 'string' && /\n|^\s*(jtype:|!|\{)/.test(pathOrText)) return { text: pathOrText, file: TEXT };
  const file = pathOrText instanceof URL ? fileURLToPath(pathOrText) : resolve(pathOrText);
  try {
    return { text: await readFile(file, 'utf8'), file };
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'there is no such file' : (error as Error).message;
    throw new RuntimeError('config_not_found', `the Flow YAML ${shownFile(file) || file} cannot be read: ${reason}`, {
      details: { file },
      cause: error,
    });
  }
}

function checkTopKeys(document: YamlDocument, flow: Readonly<Record<string, unknown>>): void {
  const { jtype, version } = flow;
  if (jtype === undefined) {
    throw new RuntimeError('config_invalid', `${document.place([])}: not a Flow: the line \`jtype: Flow\` is missing`);
  }
  for (const key of Object.keys(flow)) {
    if (TOP_KEYS.includes(key)) continue;
    const place = document.place([key]);
    if (key === 'pods') {
      throw new RuntimeError('config_unsupported', `${place}: \`pods\` is the old spelling of \`executors\`: rename it`, {
        details: { option: key },
      });
    }
    const nearest = nearestName(key, TOP_KEYS);
    const hint = nearest === undefined ? `the keys are ${TOP_KEYS.join(', ')}` : `did you mean \`${nearest}\`?`;
    throw new RuntimeError('config_invalid', `${place}: a Flow has no key \`${key}\`; ${hint}`, { details: { option: key } });
  }
  if (jtype !== 'Flow') {
    const code = jtype === 'Deployment' ? 'config_unsupported' : 'config_invalid';
    throw new RuntimeError(code, `${document.place(['jtype'])}: expected \`jtype: Flow\`, got ${JSON.stringify(jtype)}`);
  }
  if (version !== undefined && version !== null && String(version) !== '1') {
    throw new RuntimeError('config_invalid', `${document.place(['version'])}: expected version '1', got ${JSON.stringify(version)}`);
  }
}

function executorsOf(document: YamlDocument, value: unknown): SpecSection[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) {
    throw new RuntimeError('config_invalid', `${document.place(['executors'])}: \`executors\` must be a list, each item begins with \`-\``);
  }
  return value.map((item, index) => section(document, item, ['executors', index], 'an Executor'));
}

function section(document: YamlDocument, value: unknown, path: YamlPath, what: string): SpecSection {
  return {
    given: value === undefined || value === null ? {} : asMapping(document, value, path, what),
    place: (key) => document.place(key === '' ? path : [...path, key]),
  };
}

function asMapping(document: YamlDocument, value: unknown, path: YamlPath, what: string): Record<string, unknown> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw new RuntimeError('config_invalid', `${document.place(path)}: ${what} must be a mapping of \`key: value\` lines`);
}
