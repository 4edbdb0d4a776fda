import type { JsonValue } from '@zedflow/core-protocol';

/** Kinds of object that have options. */
export const OPTION_OWNERS = ['flow', 'gateway', 'executor'] as const;

/** One of {@link OPTION_OWNERS}. */
export type OptionOwner = (typeof OPTION_OWNERS)[number];

/**
 * What an option's value is.
 *
 * - `string`, `integer`, `boolean`, `object`: as in JSON. - `string-map`: text to text, on a command line `KEY=VALUE`.
 * - `string-list`, `integer-list`: one value or a list of them. - `string-or-object`: either.
 */
export type OptionType = 'string' | 'integer' | 'boolean' | 'object' | 'string-map' | 'string-list' | 'integer-list' | 'string-or-object';

/** What differs for one kind of object. */
export interface OptionVariant {
  readonly default?: JsonValue;
  readonly defaultText?: string;
  readonly help?: string;
  readonly env?: string;
  readonly choices?: readonly string[];
  readonly built?: true | string;
}

/** One option, declared once: YAML, TypeScript, command line, help and reference come out of it. */
export interface OptionSpec {
  /** YAML name, snake_case. TypeScript's camelCase and the command line's --kebab-case derive from it. */
  readonly name: string;
  readonly type: OptionType;
  /** Unit of a number. */
  readonly unit?: 'ms' | 'bytes' | 'MB' | 'calls' | 'requests';
  readonly on: readonly OptionOwner[];
  /** Heading in `--help`. */
  readonly group: OptionGroup;
  readonly help: string;
  readonly default?: JsonValue;
  /** Says in words a default that is random or derived. */
  readonly defaultText?: string;
  /** Environment variable that stands in when the option is not given. */
  readonly env?: string;
  /** Allowed texts; for a list, of each item. Written in any case. */
  readonly choices?: readonly string[];
  readonly min?: number;
  readonly max?: number;
  /** A value of the Flow is the default of its Executors. */
  readonly inherited?: boolean;
  /** `true`, or why this version does not have it: a value other than the default is refused with the reason. */
  readonly built: true | string;
  readonly variants?: { readonly [owner in OptionOwner]?: OptionVariant };
}

/** Headings of options, in the order of `--help`. */
export const OPTION_GROUPS = [
  'Essential',
  'Executor',
  'Scaling',
  'Graph',
  'Gateway',
  'HTTP',
  'Limits and timeouts',
  'Logs and metrics',
  'Process',
  'Container and remote',
  'Wiring',
] as const;

/** One of {@link OPTION_GROUPS}. */
export type OptionGroup = (typeof OPTION_GROUPS)[number];

/** An option as one kind of object has it: its variant applied. */
export interface OwnedOption extends Omit<OptionSpec, 'variants' | 'on'> {
  readonly owner: OptionOwner;
}
