import type { MessagePort } from 'node:worker_threads';
import type { ActorReport } from './actor-messages.js';

/** Reports that may wait between two threads. */
const LIMIT = 10_000;
/** Milliseconds between two looks of a thread that waits for room. */
const LOOK_MS = 20;

/** Counts, in memory that both threads see, the reports that were posted and not read yet. */
export type ReportCount = Int32Array<SharedArrayBuffer>;

export function createReportCount(): ReportCount {
  return new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
}

/**
 * Posts reports. An Executor that writes faster than it is read is held back, as by a full pipe: what waits in a port has
 * no limit of its own.
 */
export function gatedReport(port: MessagePort, count: ReportCount): (report: ActorReport) => void {
  return (report) => {
    while (Atomics.load(count, 0) >= LIMIT) Atomics.wait(count, 0, LIMIT, LOOK_MS);
    port.postMessage(report);
    Atomics.add(count, 0, 1);
  };
}

/** The reader took one. */
export function countRead(count: ReportCount): void {
  Atomics.sub(count, 0, 1);
  Atomics.notify(count, 0);
}
