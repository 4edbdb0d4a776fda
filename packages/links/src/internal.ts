/**
 * What other packages of Zedflow build links of their own with. Not a promise to anybody else.
 *
 * @packageDocumentation
 */
export { BATCH_MAGIC, type EncodedBatch } from './batch/batch-layout.js';
export { decodeBatch } from './batch/decode-batch.js';
export { encodeBatch } from './batch/encode-batch.js';
export { packBatch } from './batch/pack-batch.js';
export { helloEnvelope } from './contract/hello.js';
export { checkListen } from './listen/check-listen.js';
export { type ListenPlace, listenError } from './listen/listen-error.js';
export type { Outgoing } from './outbox/outgoing.js';
export { PeaEnd } from './pea-end/pea-end.js';
export { RouterEnd } from './router-end/router-end.js';
