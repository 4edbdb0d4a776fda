import { describe, expect, it } from 'vitest';
import { packageFiles } from './new-package.mjs';
import { runCommand } from './run-command.mjs';

describe('packageFiles', () => {
  const files = packageFiles('ssh-runtime', 'layer:3-runtime');

  it('makes a manifest with the layer, an exports map and the shared version', () => {
    const manifest = JSON.parse(files['package.json']);

    expect(manifest).toMatchObject({ name: '@zedflow/ssh-runtime', type: 'module', nx: { tags: ['layer:3-runtime'] } });
    expect(manifest.version).toMatch(/^\d+\.\d+\.\d+/);
    expect(Object.keys(manifest.exports)).toEqual(['.', './package.json']);
  });

  it('leaves nothing open in any file', () => {
    expect(Object.values(files).join('\n')).not.toMatch(/TODO|FIXME|undefined/);
  });
});

describe('npm run new', () => {
  it.each([
    [[], /NAME must be lower-case/],
    [['Bad_Name'], /NAME must be lower-case.*Bad_Name/],
    [['fine', 'layer:99'], /LAYER must be one of layer:0-protocol/],
    [['flow'], /packages\/flow exists already/],
  ])('refuses %j with one clear line', async (args, message) => {
    const { code, output } = await runCommand(process.execPath, ['tools/new-package.mjs', ...args], { quiet: true });

    expect(output).toMatch(message);
    expect(output.trim().split('\n')).toHaveLength(1);
    expect(code).toBe(1);
  });
});
