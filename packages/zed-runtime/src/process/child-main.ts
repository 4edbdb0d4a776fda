/**
 * Main thread of a Pea's process. It runs no user code: it holds the lifeline to the parent, the control socket with its
 * heartbeat and the gRPC listener, so that all of them answer while the Executor's thread is busy.
 */
import { runChild } from './child.js';
import type { ChildStart, ChildTerminate } from './child-messages.js';
import { holdLifeline } from './lifeline.js';

const lifeline = holdLifeline();
process.on('message', (message: ChildStart | ChildTerminate) => {
  if (message.type === 'start') void runChild(message, lifeline);
  else lifeline.endNow();
});
