import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const README = join(import.meta.dirname, '../../README.md');

/** Text of each fenced block of the README that has a name: ```` ```ts hello.ts ````. */
export function readmeBlocks(): Map<string, string> {
  const blocks = readFileSync(README, 'utf8').matchAll(/^```(?:\w+) (\S+)\n([\s\S]*?)^```$/gm);
  return new Map([...blocks].map(([, name, text]) => [name as string, text as string]));
}

/** Lines of the README's blocks without a name that begin with `prefix`. */
export function readmeCommand(prefix: string): string {
  const line = readFileSync(README, 'utf8')
    .split('\n')
    .find((text) => text.startsWith(prefix));
  if (line === undefined) throw new Error(`README.md has no line that begins with: ${prefix}`);
  return line;
}
