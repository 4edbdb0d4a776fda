/**
 * For other packages of this workspace: the client without its network protocols.
 *
 * @internal
 * @packageDocumentation
 */
export { Client } from './client.js';
export type { SendOptions, Session, Transport } from './transport/transport.js';
