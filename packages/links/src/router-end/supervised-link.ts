import type { RuntimeError } from '@zedflow/core-protocol';
import type { Link } from '@zedflow/runtime-api';

/** A link whose Pea is watched by somebody who may know earlier than the link that it is gone. */
export interface SupervisedLink extends Link {
  /** Ends the link: what is in flight rejects with `error` and its `details.started`. The first reason wins. */
  fail(error: RuntimeError): void;
}
