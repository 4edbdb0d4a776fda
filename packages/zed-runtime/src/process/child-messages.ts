import type { PeaSpec } from '@zedflow/runtime-api';
import type { ActorReport } from '../actor/actor-messages.js';
import type { ActorSpec, ZedAddress } from '../actor/actor-task.js';

/** The first message of a parent to its child over the IPC channel, which then is the child's lifeline. */
export interface ChildStart {
  readonly type: 'start';
  readonly spec: ActorSpec & Pick<PeaSpec, 'listen' | 'control' | 'timeoutCtrlMs'>;
  readonly zed: ZedAddress;
}

/** Said when the same command over the control socket did not end the child in time. */
export interface ChildTerminate {
  readonly type: 'terminate';
}

/** What a child tells its parent over the IPC channel: the actor's reports, and that it is ready with all its doors. */
export type ChildReport = Exclude<ActorReport, { type: 'spawned' | 'output' | 'ready' }> | ChildReady;

export interface ChildReady {
  readonly type: 'ready';
  readonly listenAddress?: string;
  readonly controlAddress?: string;
}
