import type { OptionSpec } from './option.js';

/** Options that only a Flow has. */
export const FLOW_OPTIONS = [
  {
    name: 'inspect',
    type: 'string',
    choices: ['COLLECT', 'HANG', 'REMOVE'],
    on: ['flow'],
    group: 'Graph',
    help: 'What happens to the inspecting Executors of the Flow.',
    default: 'COLLECT',
    built: 'inspecting Executors do not work yet',
  },
] as const satisfies readonly OptionSpec[];
