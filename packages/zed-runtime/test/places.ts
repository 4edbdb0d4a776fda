import type { PeaPlace } from '@zedflow/runtime-api';
import type { PlaceSurroundings } from '@zedflow/runtime-compliance';

/** The places of this package's Runtimes. */
export const PLACES = {
  thread: ({ env = {}, ...limits }: PlaceSurroundings): PeaPlace<'thread'> => ({ kind: 'thread', env, ...limits }),
  process: ({ env = {}, ...limits }: PlaceSurroundings): PeaPlace<'process'> => ({ kind: 'process', env, nodeOptions: [], ...limits }),
};
