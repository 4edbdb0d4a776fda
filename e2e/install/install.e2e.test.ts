import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runProgram, startProgram } from '../run-program.js';
import { type Installation, installPackedPackages } from './packed-packages.js';
import { readmeBlocks, readmeCommand } from './readme-blocks.js';

describe('packed packages in an empty folder', () => {
  const blocks = readmeBlocks();
  let installation: Installation;

  beforeAll(async () => {
    installation = await installPackedPackages();
    for (const name of ['hello.ts', 'main.ts', 'flow.yml']) writeFileSync(join(installation.folder, name), blocks.get(name) ?? '');
  }, 300_000);

  afterAll(() => installation?.remove());

  const inFolder = (command: string) => runProgram('bash', ['-c', command], { cwd: installation.folder });

  it('imports every package alone', async () => {
    const program = `for (const name of ${JSON.stringify(installation.packages)}) {
      const exported = Object.keys(await import(name));
      if (exported.length === 0) throw new Error(name + ' exports nothing');
    }`;

    const { code, stderr } = await runProgram(process.execPath, ['--input-type=module', '-e', program], { cwd: installation.folder });

    expect(stderr).toBe('');
    expect(code).toBe(0);
  });

  it('loads with require() too', async () => {
    const { code, stdout, stderr } = await runProgram(process.execPath, ['-e', "console.log(typeof require('zedflow').Executor)"], {
      cwd: installation.folder,
    });

    expect(stderr).not.toContain('Error');
    expect(stdout.trim()).toBe('function');
    expect(code).toBe(0);
  });

  it("runs the README's TypeScript example", async () => {
    const { code, stdout, stderr } = await inFolder(`set -e\n${blocks.get('main')}`);

    expect(stdout, stderr).toContain('Good morning, world!');
    expect(code, stderr).toBe(0);
  });

  it("serves the README's YAML example, answers its calls, and ends on SIGTERM", async () => {
    const port = await freePort();
    const yaml = blocks.get('flow.yml') ?? '';
    expect(yaml).toContain('port: 8080');
    writeFileSync(join(installation.folder, 'flow.yml'), yaml.replace('8080', String(port)));
    const program = startProgram(
      join(installation.folder, 'node_modules/.bin/zedflow'),
      readmeCommand('npx zedflow flow').split(' ').slice(2),
      {
        cwd: installation.folder,
      },
    );
    try {
      await program.waitFor(new RegExp(`:${port}`));

      const posted = await inFolder(readmeCommand('npx zedflow client post').replace('8080', String(port)));
      const curled = await inFolder(readmeCommand('curl').replace('8080', String(port)));

      expect(posted.stdout, posted.stderr).toContain('Good morning, world!');
      expect(curled.stdout, curled.stderr).toContain('Good morning, world!');
    } finally {
      program.child.kill('SIGTERM');
    }
    expect((await program.ended).code).toBe(0);
  });

  it('prints its version', async () => {
    const { stdout, code } = await inFolder('npx zedflow --version');

    expect(stdout.trim()).toMatch(/^\d+\.\d+\.\d+/);
    expect(code).toBe(0);
  });
});

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}
