import type { CallService } from '@zedflow/runtime-api';

/** The same service; how many calls it has is in memory that other threads read, also while it blocks this one. */
export function countedService(service: CallService, load: SharedArrayBuffer): CallService {
  const count = new Int32Array(load);
  return {
    async call(request, options) {
      Atomics.add(count, 0, 1);
      try {
        return await service.call(request, options);
      } finally {
        Atomics.sub(count, 0, 1);
      }
    },
    async *stream(request, options) {
      Atomics.add(count, 0, 1);
      try {
        yield* service.stream(request, options);
      } finally {
        Atomics.sub(count, 0, 1);
      }
    },
  };
}
