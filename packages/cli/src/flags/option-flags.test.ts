import { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { givenOptions, optionFlags, parsePairs } from './option-flags.js';

function given(owners: Parameters<typeof optionFlags>[1], ...words: string[]) {
  const command = new Command().exitOverride();
  optionFlags(command, owners, []);
  command.parse(words, { from: 'user' });
  return givenOptions(command.opts(), owners);
}

describe('flags of options', () => {
  it('give only what was written', () => {
    expect(given(['flow', 'gateway'])).toEqual({});
  });

  it('take lists, pairs and words as they are written', () => {
    expect(given(['flow', 'gateway'], '--protocol', 'grpc', 'http', '--port', '1', '2', '--env', 'A=1', 'B=x=y')).toEqual({
      protocol: ['grpc', 'http'],
      port: ['1', '2'],
      env: { A: '1', B: 'x=y' },
    });
  });

  it('know that --no-crud-endpoints is a name and not a negation', () => {
    expect(given(['gateway'], '--no-crud-endpoints')).toEqual({ no_crud_endpoints: true });
  });

  it('read an object where a word or an object may stand', () => {
    expect(given(['executor'], '--restart', '{"mode":"never"}')).toEqual({ restart: { mode: 'never' } });
    expect(given(['executor'], '--restart', 'never')).toEqual({ restart: 'never' });
  });

  it('take the owner that has an option working', () => {
    const command = new Command();
    optionFlags(command, ['gateway', 'executor'], []);

    expect(command.options.find(({ long }) => long === '--replicas')?.hidden).toBe(false);
    expect(command.options.find(({ long }) => long === '--shards')?.hidden).toBe(true);
  });
});

describe('parsePairs', () => {
  it('cuts at the first =', () => {
    expect(parsePairs('--env', ['a=b=c', 'd='])).toEqual({ a: 'b=c', d: '' });
  });

  it.each(['a', '=a', ''])('refuses %j, which has no name or no =', (text) => {
    expect(() => parsePairs('--env', [text])).toThrow('--env expected name=value');
  });
});
