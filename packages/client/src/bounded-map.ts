/** How {@link boundedMap} works. */
export interface BoundedMapOptions {
  /** Results that are under way or not yet taken by the consumer. The source is not read beyond it. */
  readonly limit: number;
  /** Results in the order of the source; otherwise as they come. */
  readonly ordered: boolean;
}

/**
 * Runs `work` on each item of `source`, at most `limit` at a time, and yields the results.
 * A slot is free again only when the consumer has taken its result, so a slow consumer slows the source down.
 * The first failure of the source or of `work` ends the iteration; leaving the loop closes the source.
 */
export async function* boundedMap<In, Out>(
  source: Iterable<In> | AsyncIterable<In>,
  work: (item: In) => Promise<Out>,
  { limit, ordered }: BoundedMapOptions,
): AsyncGenerator<Out, void, void> {
  const iterator = Symbol.asyncIterator in source ? source[Symbol.asyncIterator]() : source[Symbol.iterator]();
  const slots: Slot<Out>[] = [];
  let isReading = false;
  let isExhausted = false;
  let failure: { reason: unknown } | undefined;
  let wake = () => {};

  const fail = (reason: unknown) => {
    failure ??= { reason };
    wake();
  };
  const start = (item: In) => {
    const slot: Slot<Out> = { isDone: false, value: undefined };
    slots.push(slot);
    try {
      work(item).then((value) => {
        slot.isDone = true;
        slot.value = value;
        wake();
      }, fail);
    } catch (reason) {
      fail(reason);
    }
  };
  const read = () => {
    isReading = true;
    Promise.resolve(iterator.next()).then(
      (step) => {
        isReading = false;
        if (step.done === true) isExhausted = true;
        else start(step.value);
        wake();
      },
      (reason) => {
        isReading = false;
        isExhausted = true;
        fail(reason);
      },
    );
  };

  try {
    for (;;) {
      if (failure !== undefined) throw failure.reason;
      const index = ordered ? (slots[0]?.isDone === true ? 0 : -1) : slots.findIndex((slot) => slot.isDone);
      if (index >= 0) {
        const [slot] = slots.splice(index, 1);
        yield (slot as Slot<Out>).value as Out;
        continue;
      }
      if (isExhausted && slots.length === 0) return;
      const woken = new Promise<void>((resolve) => {
        wake = resolve;
      });
      if (!isReading && !isExhausted && slots.length < limit) read();
      await woken;
    }
  } finally {
    // A source that is blocked in `next` would block `return` too: nobody waits for it.
    if (!isExhausted) void Promise.resolve(iterator.return?.()).catch(() => {});
  }
}

interface Slot<Out> {
  isDone: boolean;
  value: Out | undefined;
}
