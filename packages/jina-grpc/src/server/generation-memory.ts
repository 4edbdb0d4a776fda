import type { ContentType } from '@zedflow/core-protocol';

/** Connections remembered; the longest unchanged one is forgotten first and falls back to the server's `docarray` option. */
const MAX_CONNECTIONS = 4_096;

/** Which generation of documents each connection sent last, for its requests without documents. */
export class GenerationMemory {
  readonly #generations = new Map<string, ContentType>();
  readonly #fallback: ContentType;

  constructor(fallback: ContentType) {
    this.#fallback = fallback;
  }

  /** The generation of a request: told by its documents, else by its connection's last, else the server's own. */
  resolve(peer: string, seen: ContentType | undefined): ContentType {
    const known = this.#generations.get(peer);
    if (seen === undefined) return known ?? this.#fallback;
    if (seen !== known) this.#remember(peer, seen);
    return seen;
  }

  #remember(peer: string, generation: ContentType): void {
    this.#generations.delete(peer);
    this.#generations.set(peer, generation);
    if (this.#generations.size <= MAX_CONNECTIONS) return;
    const oldest = this.#generations.keys().next();
    if (!oldest.done) this.#generations.delete(oldest.value);
  }
}
