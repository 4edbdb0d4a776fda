import { timingSafeEqual } from 'node:crypto';

/** Compares what a peer shows with the secret, in a time that tells nothing. */
export class TokenCheck {
  readonly #token: Buffer;

  constructor(token: string) {
    this.#token = Buffer.from(token);
  }

  accepts(shown: unknown): boolean {
    if (typeof shown !== 'string') return false;
    const given = Buffer.from(shown);
    return given.byteLength === this.#token.byteLength && timingSafeEqual(given, this.#token);
  }
}
