type ZeroMq = typeof import('zeromq');

let loaded: Promise<ZeroMq> | undefined;

/**
 * Loads the ZeroMQ addon, once, when first needed: a process without PROCESS Peas never pays for it.
 * A process that uses it in a worker thread must have called this in its main thread first.
 */
export function loadZeromq(): Promise<ZeroMq> {
  loaded ??= import('zeromq');
  return loaded;
}
