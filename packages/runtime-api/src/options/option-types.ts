import type { JsonObject } from '@zedflow/core-protocol';
import type { OptionOwner, OptionType } from './option.js';
import type { CamelCase } from './option-names.js';
import type { OPTIONS } from './registry.js';

interface ValueOfType {
  string: string;
  integer: number;
  boolean: boolean;
  object: JsonObject;
  'string-map': Readonly<Record<string, string>>;
  'string-list': string | readonly string[];
  'integer-list': number | readonly number[];
  'string-or-object': string | JsonObject;
}

type AnyOption = (typeof OPTIONS)[number];

type OptionOf<Owner extends OptionOwner> =
  Extract<AnyOption, unknown> extends infer Option
    ? Option extends { on: readonly (infer On)[] }
      ? Owner extends On
        ? Option
        : never
      : never
    : never;

type Choice<Text extends string> = Text | Lowercase<Text>;

type ValueOf<Option> = Option extends { type: 'string'; choices: readonly (infer Text extends string)[] }
  ? Choice<Text>
  : Option extends { type: 'string-list'; choices: readonly (infer Text extends string)[] }
    ? Choice<Text> | readonly Choice<Text>[]
    : Option extends { type: 'string-or-object'; choices: readonly (infer Text extends string)[] }
      ? Choice<Text> | JsonObject
      : Option extends { type: infer Type extends OptionType }
        ? ValueOfType[Type]
        : never;

/** The options of one kind of object as TypeScript takes them: camelCase names, all optional. Derived from the registry. */
export type OptionsOf<Owner extends OptionOwner> = {
  readonly [Option in OptionOf<Owner> as CamelCase<Option['name']>]?: ValueOf<Option> | undefined;
};
