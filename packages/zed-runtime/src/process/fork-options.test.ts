import { describe, expect, it } from 'vitest';
import { childArguments, forkOptions } from './fork-options.js';

describe('forkOptions', () => {
  it('puts source maps, heap, inspector and the Node options of the spec on the command line, and nothing of this process', () => {
    const { execArgv } = forkOptions(
      { kind: 'process', env: {}, maxHeapMb: 512, inspect: '127.0.0.1:9230', nodeOptions: ['--cpu-prof'] },
      {},
    );

    expect(execArgv).toEqual(['--enable-source-maps', '--max-old-space-size=512', '--inspect=127.0.0.1:9230', '--cpu-prof']);
    expect(forkOptions({ kind: 'process', env: {}, nodeOptions: [] }, {}).execArgv).toEqual(['--enable-source-maps']);
  });

  it('puts the environment of the spec on top of the one that is there', () => {
    const { env } = forkOptions({ kind: 'process', env: { A: 'spec', B: 'spec' }, nodeOptions: [] }, { A: 'process', C: 'process' });

    expect(env).toEqual({ A: 'spec', B: 'spec', C: 'process' });
  });

  it('shows on the command line whose process it is', () => {
    expect(childArguments({ name: 'encoder/shard-1/rep-0' })).toEqual(['--pea=encoder/shard-1/rep-0']);
  });
});
