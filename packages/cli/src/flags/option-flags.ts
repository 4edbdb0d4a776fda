import { kebabCaseName, OPTION_GROUPS, type OptionOwner, type OwnedOption, optionsOf } from '@zedflow/runtime-api';
import { type Command, Option } from 'commander';
import { UsageError } from '../exit-codes.js';

/** Adds a flag for each option that works, under the headings of the registry. An option of several owners is added once. */
export function optionFlags(command: Command, owners: readonly OptionOwner[], except: readonly string[]): void {
  const options = ownedOptions(owners).filter(({ name }) => !except.includes(name));
  for (const group of OPTION_GROUPS) {
    for (const option of options.filter((candidate) => candidate.group === group)) {
      // What this version does not have is refused with its reason, and would only fill the page.
      command.addOption(new Option(flagOf(option), helpOf(option)).helpGroup(`${group} options:`).hideHelp(option.built !== true));
    }
  }
}

/** The options that were given, by YAML name; the text of a flag is read as the type of its option later. */
export function givenOptions(
  flags: Readonly<Record<string, unknown>>,
  owners: readonly OptionOwner[],
  except: readonly string[] = [],
): Record<string, unknown> {
  const given: Record<string, unknown> = {};
  for (const option of ownedOptions(owners)) {
    if (except.includes(option.name)) continue;
    const flag = new Option(flagOf(option));
    const value = flags[flag.attributeName()];
    // `--no-crud-endpoints` is a negation to commander: false when given, true otherwise.
    if (flag.negate) {
      if (value === false) given[option.name] = true;
    } else if (value !== undefined) given[option.name] = flagValue(option, value);
  }
  return given;
}

function ownedOptions(owners: readonly OptionOwner[]): OwnedOption[] {
  const byName = new Map<string, OwnedOption>();
  for (const owner of owners) {
    for (const [name, option] of optionsOf(owner)) {
      const known = byName.get(name);
      // `port` of a Flow's command is the gateway's: the owner that has it working wins.
      if (known === undefined || (known.built !== true && option.built === true)) byName.set(name, option);
    }
  }
  return [...byName.values()];
}

function flagOf(option: OwnedOption): string {
  const name = `--${kebabCaseName(option.name)}`;
  switch (option.type) {
    case 'boolean':
      return name;
    case 'integer':
      return `${name} <${option.unit ?? 'number'}>`;
    case 'string':
      return `${name} <${option.choices === undefined ? 'text' : 'choice'}>`;
    case 'object':
      return `${name} <json>`;
    case 'string-or-object':
      return `${name} <${option.choices === undefined ? 'text' : 'choice'}>`;
    case 'string-map':
      return `${name} <key=value...>`;
    case 'string-list':
    case 'integer-list':
      return `${name} <value...>`;
  }
}

function helpOf(option: OwnedOption): string {
  const notes: string[] = [];
  if (option.choices !== undefined) notes.push(`choices: ${option.choices.join(', ')}`);
  if (option.default !== undefined && option.default !== false) notes.push(`default: ${String(option.default)}`);
  else if (option.defaultText !== undefined) notes.push(`default: ${option.defaultText}`);
  if (option.env !== undefined) notes.push(`env: ${option.env}`);
  return notes.length === 0 ? option.help : `${option.help} (${notes.join('; ')})`;
}

function flagValue(option: OwnedOption, value: unknown): unknown {
  if (option.type === 'string-map') return parsePairs(`--${kebabCaseName(option.name)}`, value as string[]);
  if (option.type === 'string-or-object' && option.name !== 'uses' && String(value).trimStart().startsWith('{')) {
    try {
      return JSON.parse(String(value));
    } catch {
      return value;
    }
  }
  return value;
}

/** `NAME=VALUE` words of a flag as an object. @throws UsageError for one without a name or `=`. */
export function parsePairs(flag: string, texts: readonly string[]): Record<string, string> {
  const entries = texts.map((text) => {
    const at = text.indexOf('=');
    if (at < 1) throw new UsageError(`${flag} expected name=value, got ${JSON.stringify(text)}`);
    return [text.slice(0, at), text.slice(at + 1)];
  });
  return Object.fromEntries(entries) as Record<string, string>;
}
