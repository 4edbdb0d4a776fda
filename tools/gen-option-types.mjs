/**
 * Writes the option interfaces of TypeScript, with help, unit, range and default of each option, from the registry of
 * @zedflow/runtime-api, so that an editor shows them on hover.
 * `node tools/gen-option-types.mjs --check` writes nothing and fails when the committed file is out of date.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const FILE = 'packages/runtime-api/src/options/option-interfaces.ts';

const TYPES = {
  string: 'string',
  integer: 'number',
  boolean: 'boolean',
  object: 'JsonObject',
  'string-map': 'Readonly<Record<string, string>>',
  'string-list': 'string | readonly string[]',
  'integer-list': 'number | readonly number[]',
  'string-or-object': 'string | JsonObject',
};

/** What TypeScript takes for an option; choices in capitals or in small letters. */
function typeOf({ type, choices }) {
  if (choices === undefined) return TYPES[type];
  const choice = [...new Set(choices.flatMap((text) => [text, text.toLowerCase()]))].map((text) => `'${text}'`).join(' | ');
  if (type === 'string-list') return `${choice} | readonly (${choice})[]`;
  return type === 'string-or-object' ? `${choice} | JsonObject` : choice;
}

/** Help, then unit, range, default, environment variable and the reason why it is refused, as far as there are any. */
function docOf({ help, unit, min, max, default: value, defaultText, env, built }) {
  const range = min === undefined ? undefined : max === undefined ? `${min} or more` : `${min} to ${max}`;
  const fact = defaultText ?? (value === undefined ? undefined : `\`${typeof value === 'string' ? value : JSON.stringify(value)}\``);
  const lines = [
    help,
    built === true ? undefined : `Not in this version: ${built}.`,
    unit === undefined ? undefined : `Unit: ${unit}.`,
    range === undefined ? undefined : `Range: ${range}.`,
    env === undefined ? undefined : `Environment variable: \`${env}\`.`,
    fact === undefined ? undefined : `@defaultValue ${fact}`,
  ].filter((line) => line !== undefined);
  return ['  /**', ...lines.map((line) => `   * ${line.replaceAll('*/', '*\\/')}`), '   */'].join('\n');
}

function interfaceOf(owner, options, camelCaseName) {
  const title = owner[0].toUpperCase() + owner.slice(1);
  const members = [...options.values()].map(
    (option) => `${docOf(option)}\n  readonly ${camelCaseName(option.name)}?: ${typeOf(option)} | undefined;`,
  );
  return `/** The registry's options of ${owner === 'executor' ? 'an' : 'a'} ${title === 'Gateway' ? 'gateway' : title}. */\nexport interface ${title}OptionMembers {\n${members.join('\n')}\n}\n`;
}

/** The file, in the form of biome. */
export async function optionInterfaces() {
  const dist = (file) => import(pathToFileURL(join(root, 'packages/runtime-api/dist/options', file)).href);
  const [{ OPTION_OWNERS }, { optionsOf }, { camelCaseName }] = await Promise.all(
    ['option.js', 'registry.js', 'option-names.js'].map(dist),
  );
  const text = [
    "// Written by tools/gen-option-types.mjs from the registry beside it.\nimport type { JsonObject } from '@zedflow/core-protocol';\n",
    ...OPTION_OWNERS.map((owner) => interfaceOf(owner, optionsOf(owner), camelCaseName)),
  ].join('\n');
  const biome = join(root, 'node_modules/.bin/biome');
  const { status, stdout, stderr } = spawnSync(biome, ['format', `--stdin-file-path=${FILE}`], {
    cwd: root,
    input: text,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`biome cannot format ${FILE}: ${stderr}`);
  return stdout;
}

async function main(check) {
  const text = await optionInterfaces();
  if (!check) return writeFileSync(join(root, FILE), text);
  if (readFileSync(join(root, FILE), 'utf8') !== text) {
    console.log(`${FILE} is out of date: run node tools/gen-option-types.mjs`);
    process.exitCode = 1;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main(process.argv.includes('--check'));
