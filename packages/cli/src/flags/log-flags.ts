import { type Command, Option } from 'commander';

const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'silent'];

/** Flags on how the command logs. */
export function addLogFlags(command: Command): void {
  const heading = 'Logs and metrics options:';
  command
    .addOption(
      new Option('--log-level <level>', 'least grave lines that are shown').choices(LEVELS).env('ZEDFLOW_LOG_LEVEL').helpGroup(heading),
    )
    .addOption(new Option('--json', 'logs and events as JSON, one object a line').helpGroup(heading));
}
