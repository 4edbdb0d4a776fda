import type { MessagePort } from 'node:worker_threads';
import { THREAD_POOL } from './shared-pool.js';

/** The other side of a port is done with these loans. A negative number: lost further on, never to be used again. */
export interface Returned {
  readonly returned: readonly number[];
}

interface Borrowed {
  readonly id: number;
  readonly loans: WeakRef<PortLoans>;
  isLost: boolean;
}

/** What garbage collection found that this thread had borrowed. */
const borrowedGarbage = new FinalizationRegistry<Borrowed>(({ id, loans, isLost }) => loans.deref()?.giveBack(isLost ? -id : id));
const borrowed = new WeakMap<SharedArrayBuffer, Borrowed>();

/** Shared memory that went over one port: held here until the other side reports it as garbage, so that no pool uses it too early. */
export class PortLoans {
  readonly #port: MessagePort;
  readonly #lent = new Map<number, SharedArrayBuffer>();
  readonly #self = new WeakRef(this);
  #lastId = 0;
  #toReturn: number[] = [];
  #isClosed = false;

  constructor(port: MessagePort) {
    this.#port = port;
  }

  /** Bytes to post for a large payload, and the number of the loan (0 = none: the port clones the bytes). */
  lend(payload: Uint8Array): { readonly bytes: Uint8Array; readonly id: number } {
    const shared = THREAD_POOL.share(payload);
    // A view would take the whole memory under it along.
    if (shared === undefined) return { bytes: payload.byteLength === payload.buffer.byteLength ? payload : payload.slice(), id: 0 };
    const id = ++this.#lastId;
    this.#lent.set(id, shared.buffer as SharedArrayBuffer);
    return { bytes: shared, id };
  }

  /** Bytes that came over the port as a loan. */
  borrow(bytes: Uint8Array, id: number): void {
    if (id === 0 || !(bytes.buffer instanceof SharedArrayBuffer)) return;
    const entry = { id, loans: this.#self, isLost: false };
    borrowed.set(bytes.buffer, entry);
    borrowedGarbage.register(bytes.buffer, entry);
  }

  /** Reports a loan to the side that lent it; those of one turn of the event loop together. */
  giveBack(id: number): void {
    if (this.#isClosed) return;
    this.#toReturn.push(id);
    if (this.#toReturn.length > 1) return;
    setImmediate(() => {
      const returned: Returned = { returned: this.#toReturn };
      this.#toReturn = [];
      if (!this.#isClosed) this.#port.postMessage(returned);
    }).unref();
  }

  takeBack({ returned }: Returned): void {
    for (const id of returned) {
      const memory = this.#lent.get(Math.abs(id));
      if (memory === undefined) continue;
      if (id < 0) lose(memory);
      this.#lent.delete(Math.abs(id));
    }
  }

  /** Nobody can report any more. */
  close(): void {
    this.#isClosed = true;
    for (const memory of this.#lent.values()) lose(memory);
    this.#lent.clear();
  }
}

/** Tells whoever owns the memory not to use it again. */
function lose(memory: SharedArrayBuffer): void {
  const entry = borrowed.get(memory);
  if (entry === undefined) THREAD_POOL.lose(memory);
  else entry.isLost = true;
}

/** Whether something on a port is a {@link Returned}. */
export function isReturned(value: unknown): value is Returned {
  return typeof value === 'object' && value !== null && Array.isArray((value as Returned).returned);
}
