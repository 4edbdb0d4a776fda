import type { JsonObject } from '@zedflow/core-protocol';
import type { OptionOwner, OptionType } from './option.js';
import type { ExecutorOptionMembers, FlowOptionMembers, GatewayOptionMembers } from './option-interfaces.js';
import type { OPTIONS } from './registry.js';

type AnyOption = (typeof OPTIONS)[number];

type OptionOf<Owner extends OptionOwner> =
  Extract<AnyOption, unknown> extends infer Option
    ? Option extends { on: readonly (infer On)[] }
      ? Owner extends On
        ? Option
        : never
      : never
    : never;

interface OptionMembers {
  flow: FlowOptionMembers;
  gateway: GatewayOptionMembers;
  executor: ExecutorOptionMembers;
}

/** The options of one kind of object as TypeScript takes them: camelCase names, all optional. Written from the registry. */
export type OptionsOf<Owner extends OptionOwner> = OptionMembers[Owner];

/** What `parseOptionValue` makes of each type: the one form of a value. */
interface ResolvedValueOfType {
  string: string;
  integer: number;
  boolean: boolean;
  object: JsonObject;
  'string-map': Readonly<Record<string, string>>;
  'string-list': readonly string[];
  'integer-list': readonly number[];
  'string-or-object': string | JsonObject;
}

type ResolvedValueOf<Option> = Option extends { choices: readonly (infer Text extends string)[]; type: infer Type }
  ? Type extends 'string-list'
    ? readonly Text[]
    : Type extends 'string-or-object'
      ? Text | JsonObject
      : Text
  : Option extends { type: infer Type extends OptionType }
    ? ResolvedValueOfType[Type]
    : never;

type VariantOf<Option, Owner extends OptionOwner> = Option extends { variants: infer Variants }
  ? Owner extends keyof Variants
    ? Variants[Owner]
    : unknown
  : unknown;

/** Names of the options that this version has for the owner: its variant speaks first. */
type BuiltName<Owner extends OptionOwner, Option = OptionOf<Owner>> = Option extends { name: infer Name; built: infer Common }
  ? (VariantOf<Option, Owner> extends { built: infer Own } ? Own : Common) extends true
    ? Name
    : never
  : never;

/** Names of the options that always have a value. A variant's default in words takes the place of the common value. */
type DefaultedName<Owner extends OptionOwner, Option = OptionOf<Owner>> = Option extends { name: infer Name }
  ? VariantOf<Option, Owner> extends { default: unknown }
    ? Name
    : VariantOf<Option, Owner> extends { defaultText: string }
      ? never
      : Option extends { default: unknown }
        ? Name
        : never
  : never;

/** Options that a user wrote for one kind of object, checked, by YAML name: each may be missing. */
export type CheckedOptionsOf<Owner extends OptionOwner> = {
  readonly [Option in OptionOf<Owner> as Extract<Option['name'], BuiltName<Owner>>]?: ResolvedValueOf<Option>;
};

/** All options of one kind of object, by YAML name: what has a default is always there. Derived from the registry. */
export type ResolvedOptionsOf<Owner extends OptionOwner> = CheckedOptionsOf<Owner> & {
  readonly [Option in OptionOf<Owner> as Extract<Option['name'], BuiltName<Owner> & DefaultedName<Owner>>]: ResolvedValueOf<Option>;
};
