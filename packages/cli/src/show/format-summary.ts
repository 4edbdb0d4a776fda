import type { Flow } from '@zedflow/flow';
import pc from 'picocolors';
import { usesColors } from '../report-error.js';

/** The Flow that is ready: its addresses, its Executors with their endpoints. */
export function formatSummary(flow: Flow, seconds: string): string {
  const colors = pc.createColors(usesColors(process.stdout));
  const { name, nodes } = flow.describe();
  const rows: [string, string][] = [
    ...flow.addresses.map(({ protocol, url }): [string, string] => [
      protocol,
      colors.cyan(url) + (protocol === 'http' ? colors.dim(`  docs ${url}/docs`) : ''),
    ]),
    ...nodes.map((node): [string, string] => [
      node.name,
      `${node.executor} ${colors.dim(node.endpoints.map((endpoint) => endpoint.name).join(' '))}`,
    ]),
  ];
  const width = Math.max(...rows.map(([head]) => head.length));
  const lines = rows.map(([head, text]) => `  ${head.padEnd(width)}  ${text}`);
  return [`${colors.green('ready')} Flow ${name} in ${seconds} s`, ...lines, colors.dim('  Ctrl-C ends it')].join('\n');
}
