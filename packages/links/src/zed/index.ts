/**
 * Both ends of the zed link. Importing it does not load ZeroMQ yet.
 *
 * @packageDocumentation
 */
export { DEFAULT_CREDITS } from '../credits/default-credits.js';
export type { Serving } from '../pea-end/serving.js';
export { bindZed, type ZedBinding, type ZedBindOptions } from './bind-zed.js';
export { connectZedControl, type ZedControlConnection, type ZedControlOptions } from './connect-zed-control.js';
export { type ControlPort, type ControlPortOptions, openControlPort } from './control-port.js';
export { type ControlPortClient, dialControlPort } from './dial-control-port.js';
export type { IpcKind } from './ipc-address.js';
export { loadZeromq } from './load-zeromq.js';
export { serveZedData, type ZedDataOptions } from './serve-zed-data.js';
export type { ControlRequestOptions, ZedControl } from './zed-control.js';
