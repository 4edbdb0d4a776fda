import type { ChildReport } from './child-messages.js';

/** Reports that may wait for a parent that does not read. */
const LIMIT = 10_000;

let waiting = 0;
let dropped = 0;

/** Sends a report to the parent. Beyond the limit lines and figures are dropped, and counted; what happened never is. */
export function reportToParent(report: ChildReport): void {
  if (!process.connected) return;
  if (waiting >= LIMIT && (report.type === 'log' || report.type === 'metrics')) {
    dropped++;
    return;
  }
  if (dropped > 0) {
    const fields = { dropped };
    dropped = 0;
    send({ type: 'log', level: 'warn', message: 'log lines and figures were dropped: the parent did not read', fields });
  }
  send(report);
}

function send(report: ChildReport): void {
  waiting++;
  process.send?.(report, () => {
    waiting--;
  });
}
