import type { Flow, FlowEvent, PeaProgress } from '@zedflow/flow';
import { createLogUpdate } from 'log-update';
import pc from 'picocolors';
import type { CommandConsole } from '../logging/create-console.js';
import { usesColors } from '../report-error.js';

/** Shows what each Pea of a starting Flow waits for: a live table on a terminal, a line per change elsewhere. Returns the end of it. */
export function followStart(flow: Flow, out: CommandConsole): () => void {
  return out.isLive ? drawTable(flow, out) : writeLines(flow, out);
}

function writeLines(flow: Flow, out: CommandConsole): () => void {
  const shown = new Map<string, string>();
  return flow.onProgress((event) => {
    if (event.type !== 'progress') return;
    for (const pea of event.peas) {
      const status = statusOf(pea);
      if (shown.get(pea.name) === status) continue;
      shown.set(pea.name, status);
      out.event('progress', `${pea.name} ${status}`, { pea: pea.name, state: pea.state, waitingFor: pea.waitingFor });
    }
  });
}

const FRAME_MS = 100;

function drawTable(flow: Flow, out: CommandConsole): () => void {
  const update = createLogUpdate(process.stdout);
  const startedAtMs = performance.now();
  let peas: readonly PeaProgress[] = [];
  const draw = () => update(formatTable(peas, performance.now() - startedAtMs));
  // Log lines go above the table.
  out.around = (write) => {
    update.clear();
    write();
    draw();
  };
  const off = flow.onProgress((event: FlowEvent) => {
    if (event.type === 'progress') peas = event.peas;
  });
  const timer = setInterval(draw, FRAME_MS);
  timer.unref();
  return () => {
    clearInterval(timer);
    off();
    out.around = undefined;
    update.clear();
    update.done();
  };
}

/** Long Flows show what is not ready first. */
const MAX_ROWS = 20;

function formatTable(peas: readonly PeaProgress[], elapsedMs: number): string {
  const colors = pc.createColors(usesColors(process.stdout));
  const waiting = peas.filter(({ state }) => state !== 'ready');
  const rows = [...waiting, ...peas.filter(({ state }) => state === 'ready')].slice(0, MAX_ROWS);
  const width = Math.max(0, ...rows.map(({ name }) => name.length));
  const head = `starting ${peas.length - waiting.length}/${peas.length} ready ${colors.dim(`${(elapsedMs / 1000).toFixed(1)} s`)}`;
  const lines = rows.map((pea) => `  ${pea.name.padEnd(width)}  ${pea.state === 'ready' ? colors.green('ready') : statusOf(pea)}`);
  const more = peas.length > rows.length ? [`  and ${peas.length - rows.length} more`] : [];
  return [head, ...lines, ...more].join('\n');
}

function statusOf({ state, waitingFor }: PeaProgress): string {
  return waitingFor === '' ? state : waitingFor;
}
