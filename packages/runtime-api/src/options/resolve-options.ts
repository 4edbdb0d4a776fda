import { RuntimeError } from '@zedflow/core-protocol';
import { nearestName } from './nearest-name.js';
import type { OptionOwner, OwnedOption } from './option.js';
import { snakeCaseName } from './option-names.js';
import type { CheckedOptionsOf, ResolvedOptionsOf } from './option-types.js';
import { describeOptionType, OptionValueError, parseOptionValue } from './option-value.js';
import { optionsOf } from './registry.js';

/** Values of options by YAML name, checked and in their one form. */
export type OptionValues = Readonly<Record<string, unknown>>;

/** Tells where a key was written: `flow.yml:7:3 (executors[0].replica)`, or `Flow.add({ replica })`. */
export type OptionPlace = (key: string) => string;

/**
 * Checks what a user wrote for one object: keys known, values of their type, nothing that this version does not have.
 * A value that equals the default of an option that is not built is let through, as it asks for nothing.
 *
 * @throws config_invalid for an unknown key or a value of the wrong type; config_unsupported for an option that is not built.
 */
export function checkOptions<Owner extends OptionOwner>(
  owner: Owner,
  given: Readonly<Record<string, unknown>>,
  place: OptionPlace,
): CheckedOptionsOf<Owner> {
  const options = optionsOf(owner);
  const values: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(given)) {
    // YAML's `key:` without a value says the same as no key.
    if (value === undefined || value === null) continue;
    const option = options.get(key) ?? options.get(snakeCaseName(key));
    if (option === undefined) throw unknownOption(owner, key, place);
    const parsed = parseAt(option, value, place(key));
    if (option.built !== true) {
      if (isDefault(option, parsed)) continue;
      throw new RuntimeError('config_unsupported', `${place(key)}: \`${option.name}\` of ${article(owner)}: ${option.built}.`, {
        details: { option: option.name, owner, reason: option.built },
      });
    }
    values[option.name] = parsed;
  }
  // Each value was parsed as the type of its option, which the type is derived from.
  return values as CheckedOptionsOf<Owner>;
}

/** The values with environment variables and defaults in the places of options that were not given. */
export function withDefaults<Owner extends OptionOwner>(
  owner: Owner,
  checked: CheckedOptionsOf<Owner>,
  env: Readonly<Record<string, string | undefined>>,
): ResolvedOptionsOf<Owner> {
  const values: OptionValues = checked;
  const complete: Record<string, unknown> = {};
  for (const option of optionsOf(owner).values()) {
    if (option.built !== true) continue;
    const fromEnv = option.env === undefined ? undefined : env[option.env];
    if (values[option.name] !== undefined) complete[option.name] = values[option.name];
    else if (fromEnv !== undefined && fromEnv !== '')
      complete[option.name] = parseAt(option, fromEnv, `environment variable ${option.env}`);
    else if (option.default !== undefined) complete[option.name] = parseOptionValue(option, option.default);
  }
  // As above: parsed by the registry, typed by the registry.
  return complete as ResolvedOptionsOf<Owner>;
}

/** The error for a key that the object does not have, with the nearest one that it has. */
export function unknownOption(owner: OptionOwner, key: string, place: OptionPlace): RuntimeError {
  const nearest = nearestName(key, optionsOf(owner).keys());
  const elsewhere = (['flow', 'gateway', 'executor'] as const).find((other) => optionsOf(other).has(snakeCaseName(key)));
  const hint =
    elsewhere !== undefined
      ? `${article(elsewhere)} has it`
      : nearest !== undefined
        ? `did you mean \`${nearest}\`?`
        : `\`zedflow ${owner} --help\` lists the options`;
  return new RuntimeError('config_invalid', `${place(key)}: ${article(owner)} has no option \`${key}\`; ${hint}`, {
    details: { option: key, owner, ...(nearest === undefined ? {} : { nearest }) },
  });
}

function parseAt(option: OwnedOption, value: unknown, where: string) {
  try {
    return parseOptionValue(option, value);
  } catch (error) {
    if (!(error instanceof OptionValueError)) throw error;
    throw new RuntimeError('config_invalid', `${where}: \`${option.name}\` ${error.message}`, {
      details: { option: option.name, expected: describeOptionType(option) },
    });
  }
}

function isDefault(option: OwnedOption, parsed: unknown): boolean {
  if (option.default === undefined) return false;
  return JSON.stringify(parsed) === JSON.stringify(parseOptionValue(option, option.default));
}

function article(owner: OptionOwner): string {
  return owner === 'executor' ? 'an Executor' : owner === 'gateway' ? 'the gateway' : 'a Flow';
}
