import type { MessagePort } from 'node:worker_threads';
import type { PeaIdentity, PeaLimits, PeaSpec } from '@zedflow/runtime-api';
import type { ReportCount } from './report-gate.js';

/** The part of a PeaSpec that the Executor's thread needs, with the environment that its place gives it. */
export interface ActorSpec
  extends PeaIdentity,
    Pick<PeaLimits, 'maxInFlight' | 'maxInFlightBytes' | 'maxMessageBytes'>,
    Pick<PeaSpec, 'source' | 'workspace' | 'exposeStacks'> {
  readonly env: Readonly<Record<string, string>>;
}

/** Where the data socket of an actor connects to, and what it shows there. */
export interface ZedAddress {
  readonly dataAddress: string;
  readonly controlAddress: string;
  readonly token: string;
}

/** What an actor's thread is started with. */
export interface ActorTask {
  readonly spec: ActorSpec;
  /** Reports go out and commands come in. */
  readonly port: MessagePort;
  /** Reports that wait in the port. */
  readonly reports: ReportCount;
  /** One end of each in-process link that calls come in by. */
  readonly inproc: readonly MessagePort[];
  /** Set in PROCESS: calls also come in by a socket that this thread holds. */
  readonly zed?: ZedAddress;
  /** Where the calls that the Executor has are counted, when somebody may ask. */
  readonly load?: SharedArrayBuffer;
  /** Whether output is sent as reports. In a child process it goes to the streams of the process. */
  readonly capture: boolean;
}

export function actorSpec(spec: PeaSpec<'thread' | 'process'>): ActorSpec {
  const { name, deployment, shardId, replicaId, source, workspace, place, maxInFlight, maxInFlightBytes, maxMessageBytes } = spec;
  const { env } = place;
  const { exposeStacks = false } = spec;
  return { name, deployment, shardId, replicaId, source, workspace, env, maxInFlight, maxInFlightBytes, maxMessageBytes, exposeStacks };
}
