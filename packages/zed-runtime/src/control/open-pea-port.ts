import { type JsonObject, RuntimeError } from '@zedflow/core-protocol';
import { type ControlPort, openControlPort } from '@zedflow/links/zed';
import type { Logger, PeaSpec } from '@zedflow/runtime-api';
import type { PeaStatus } from './pea-status.js';

export interface PeaPortOptions {
  readonly name: string;
  readonly control: NonNullable<PeaSpec['control']>;
  readonly status: PeaStatus;
  readonly logger: Logger;
  /** What a peer with the token may do besides looking. Absent = nothing. */
  readonly commands?: { readonly token: string; readonly run: (command: string, body: JsonObject) => JsonObject | Promise<JsonObject> };
}

/** Opens the control port of a Pea. It is there from the start, so that one can see what a Pea that loads is doing. */
export async function openPeaPort({ name, control, status, logger, commands }: PeaPortOptions): Promise<ControlPort> {
  const port: ControlPort = await openControlPort({
    name,
    ...control,
    logger,
    ...(commands && { token: commands.token }),
    onCommand: (command, body) => {
      if (command === 'status') return { ...status.toJson(), dropped: port.dropped };
      if (commands !== undefined) return commands.run(command, body);
      throw new RuntimeError('unimplemented', `${name} has no command ${command}; it has status`);
    },
  });
  return port;
}
