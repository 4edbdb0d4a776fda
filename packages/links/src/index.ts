/**
 * Both ends of the links between a router and a Pea.
 *
 * @packageDocumentation
 */
export { DEFAULT_CREDITS } from './credits/default-credits.js';
export { connectInproc, type InprocLinkOptions } from './inproc/connect-inproc.js';
export { type InprocServingOptions, serveInproc } from './inproc/serve-inproc.js';
export type { Serving } from './pea-end/serving.js';
export { bindZed, type ZedBinding, type ZedBindOptions } from './zed/bind-zed.js';
export { connectZedControl, type ZedControlConnection, type ZedControlOptions } from './zed/connect-zed-control.js';
export { type ControlPort, type ControlPortOptions, openControlPort } from './zed/control-port.js';
export { type ControlPortClient, dialControlPort } from './zed/dial-control-port.js';
export type { IpcKind } from './zed/ipc-address.js';
export { loadZeromq } from './zed/load-zeromq.js';
export { serveZedData, type ZedDataOptions } from './zed/serve-zed-data.js';
export type { ControlRequestOptions, ZedControl } from './zed/zed-control.js';
