import type { Link } from '@zedflow/runtime-api';
import { EndedEarly } from '@zedflow/supervision';

/** Resolves when the Pea at the other end has said hello; rejects with what ended the link before, or with `EndedEarly`. */
export function opened(link: Link): Promise<void> {
  return new Promise((resolve, reject) => {
    const check = () => {
      if (!link.isReady) return;
      unsubscribe();
      resolve();
    };
    const unsubscribe = link.subscribe(check);
    void link.closed.then((reason) => reject(reason ?? new EndedEarly('the link was closed')));
    check();
  });
}
