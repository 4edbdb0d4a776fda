import type { SupervisedLink } from '@zedflow/links/inproc';

/** Resolves when the Pea at the other end has said hello; rejects with what ended the link before. */
export function opened(link: SupervisedLink): Promise<void> {
  return new Promise((resolve, reject) => {
    const check = () => {
      if (!link.isReady) return;
      unsubscribe();
      resolve();
    };
    const unsubscribe = link.subscribe(check);
    void link.closed.then((reason) => reject(reason ?? new Error('the link was closed')));
    check();
  });
}
