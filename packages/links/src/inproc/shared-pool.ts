/** Smaller payloads travel in the batch. Buffers come in powers of two from here. */
const SMALLEST_BYTES = 64 * 1024;
/** Larger payloads are cloned. */
const LARGEST_BYTES = 32 * 1024 * 1024;

/** Memory of a pool that is lent to one payload. */
interface Loan {
  readonly root: SharedArrayBuffer;
  /** Another thread may still read it, and can no longer say when it is done. */
  isLost: boolean;
}

/**
 * Shared memory for large payloads. Fresh shared memory costs about a millisecond per MiB, and V8 does not count it when it decides
 * to collect garbage, so the memory is used again and bounded: when the pool is empty, payloads are cloned instead.
 *
 * Each payload gets a `SharedArrayBuffer` object of its own over pooled memory. When that object is garbage, nobody in this thread has the
 * payload any more, nor in another one: what is lent to a port is held here until the other side has reported it.
 */
export class SharedPool {
  readonly #maxBytes: number;
  readonly #free = new Map<number, SharedArrayBuffer[]>();
  readonly #loans = new WeakMap<SharedArrayBuffer, Loan>();
  readonly #garbage = new FinalizationRegistry<Loan>((loan) => this.takeBack(loan));
  /** Payloads that were copied, by the bytes that the caller holds: a retry or a second branch finds its copy again. */
  readonly #copies = new WeakMap<Uint8Array, Uint8Array>();
  #bytes = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** Bytes of shared memory that this pool has made, free and lent. */
  get bytes(): number {
    return this.#bytes;
  }

  /** The payload in shared memory: itself when it is there already, else one copy per payload. Undefined when there is no room. */
  share(payload: Uint8Array): Uint8Array | undefined {
    if (payload.buffer instanceof SharedArrayBuffer) return payload;
    let copy = this.#copies.get(payload);
    if (copy === undefined) {
      const memory = this.#lend(payload.byteLength);
      if (memory === undefined) return undefined;
      copy = new Uint8Array(memory, 0, payload.byteLength);
      copy.set(payload);
      this.#copies.set(payload, copy);
    }
    return copy;
  }

  /** Memory that was lent to a thread which can no longer report: it is never used again. */
  lose(memory: SharedArrayBuffer): void {
    const loan = this.#loans.get(memory);
    if (loan !== undefined) loan.isLost = true;
  }

  /** Runs when a loan is garbage. */
  takeBack({ root, isLost }: Loan): void {
    if (isLost) this.#bytes -= root.byteLength;
    else this.#freeOf(root.byteLength).push(root);
  }

  #lend(byteLength: number): SharedArrayBuffer | undefined {
    if (byteLength > LARGEST_BYTES) return undefined;
    const size = Math.max(SMALLEST_BYTES, 2 ** Math.ceil(Math.log2(byteLength)));
    let root = this.#freeOf(size).pop();
    if (root === undefined) {
      if (this.#bytes + size > this.#maxBytes) return undefined;
      root = new SharedArrayBuffer(size);
      this.#bytes += size;
    }
    const memory = structuredClone(root);
    const loan = { root, isLost: false };
    this.#loans.set(memory, loan);
    this.#garbage.register(memory, loan);
    return memory;
  }

  #freeOf(size: number): SharedArrayBuffer[] {
    let free = this.#free.get(size);
    if (free === undefined) {
      free = [];
      this.#free.set(size, free);
    }
    return free;
  }
}

/** The pool of this thread. */
export const THREAD_POOL = new SharedPool(64 * 1024 * 1024);
