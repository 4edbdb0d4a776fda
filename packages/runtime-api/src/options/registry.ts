import { EXECUTOR_OPTIONS } from './executor-options.js';
import { FLOW_OPTIONS } from './flow-options.js';
import { GATEWAY_OPTIONS } from './gateway-options.js';
import type { OptionOwner, OptionSpec, OwnedOption } from './option.js';
import type { CheckedOptionsOf } from './option-types.js';
import { SERVING_OPTIONS } from './serving-options.js';
import { SHARED_OPTIONS } from './shared-options.js';

/** Every option of every object, once. To add one, add it to the file of its owner: YAML, TypeScript, flags and help follow. */
export const OPTIONS = [...SHARED_OPTIONS, ...SERVING_OPTIONS, ...FLOW_OPTIONS, ...GATEWAY_OPTIONS, ...EXECUTOR_OPTIONS] as const;

const byOwner = new Map<OptionOwner, ReadonlyMap<string, OwnedOption>>();

/** The options that one kind of object has, by YAML name. */
export function optionsOf(owner: OptionOwner): ReadonlyMap<string, OwnedOption> {
  let options = byOwner.get(owner);
  if (options === undefined) {
    const specs: readonly OptionSpec[] = OPTIONS;
    options = new Map(specs.filter(({ on }) => on.includes(owner)).map((spec) => [spec.name, ownedBy(spec, owner)]));
    byOwner.set(owner, options);
  }
  return options;
}

/** What the Executors of a Flow take over of its options when they say nothing themselves. */
export function inheritedOptions(flow: CheckedOptionsOf<'flow'>): CheckedOptionsOf<'executor'> {
  const executor = optionsOf('executor');
  return Object.fromEntries(Object.entries(flow).filter(([name]) => executor.get(name)?.inherited === true));
}

function ownedBy(spec: OptionSpec, owner: OptionOwner): OwnedOption {
  const { variants, on: _on, ...common } = spec;
  const variant = variants?.[owner];
  if (variant === undefined) return { ...common, owner };
  // A variant's default takes the place of both ways to say one.
  const { default: _default, defaultText: _defaultText, ...rest } = common;
  const replacesDefault = variant.default !== undefined || variant.defaultText !== undefined;
  return { ...(replacesDefault ? rest : common), ...variant, owner };
}
