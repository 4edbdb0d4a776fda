/**
 * Client for Zedflow and Jina 3.x Flows over gRPC, HTTP and WebSocket.
 *
 * @packageDocumentation
 */
export { type CallRequestOptions, Client, type PostCallbacks, type PostOptions } from './client.js';
export { CLIENT_PROTOCOLS, type ClientOptions, type ClientProtocol, type ClientTlsOptions } from './client-options.js';
export { ClientResponse } from './client-response.js';
export { createClient } from './create-client.js';
export type { Profile } from './profile.js';
export type { Inputs } from './request-batches.js';
export type { RetryOptions } from './retry-delay.js';
