// biome-ignore-all lint/suspicious/noTemplateCurlyInString: they are the variables of the YAML
import { describe, expect, it } from 'vitest';
import { planFlow } from '../plan/plan-flow.js';
import { type FromYamlOptions, loadFlowYaml } from './load-flow-yaml.js';

const plan = async (text: string, options: FromYamlOptions = {}) =>
  planFlow(await loadFlowYaml(text, { env: {}, ...options }), { env: {}, currentFolder: '/here' });

const SEED = `jtype: Flow
version: '1'
with:
  protocol: http
executors:
# inline Executor YAML
- name: firstexec
  uses:
    jtype: MyExec
    py_modules:
      - executor.py
# reference to Executor YAML
- name: secondexec
  uses: indexer.yml
  workspace: /home/my/workspace
# reference to Executor Python class
- name: thirdexec
  uses: CustomExec  # located in executor.py
`;

describe('a Flow in YAML', () => {
  it('reads the example of the YAML specification', async () => {
    const flow = await plan(SEED);

    expect(flow.gateway.listeners).toEqual([{ protocol: 'http', host: '0.0.0.0', port: 0 }]);
    expect(flow.deployments.map(({ name, needs, peaPlace }) => [name, needs, peaPlace.kind])).toEqual([
      ['firstexec', ['gateway'], 'process'],
      ['secondexec', ['firstexec'], 'process'],
      ['thirdexec', ['secondexec'], 'process'],
    ]);
    expect(flow.deployments[0]?.uses.uses).toEqual({ jtype: 'MyExec', py_modules: ['executor.py'] });
    expect(flow.deployments[1]?.workspace).toBe('/home/my/workspace/secondexec');
  });

  it('takes the tag !Flow for jtype, and tags of Executors too', async () => {
    const flow = await plan('!Flow\nexecutors:\n  - uses: !Segmenter\n      with: {size: 3}\n');

    expect(flow.deployments[0]?.name).toBe('executor0');
    expect(flow.deployments[0]?.uses.uses).toEqual({ jtype: 'Segmenter', with: { size: 3 } });
  });

  it('names file, line, column, the line and the nearest key for an unknown key', async () => {
    await expect(plan('jtype: Flow\nexecutors:\n  - uses: A\n    replica: 2\n')).rejects.toThrow(
      '[config_invalid] <text>:4:5 (`replica: 2`): an Executor has no option `replica`; did you mean `replicas`?',
    );
    await expect(plan('jtype: Flow\nwith:\n  prot: 2\n')).rejects.toThrow(
      '<text>:3:3 (`prot: 2`): the gateway has no option `prot`; did you mean `port`?',
    );
    await expect(plan('jtype: Flow\nexecutor: []\n')).rejects.toThrow(
      '<text>:2:1 (`executor: []`): a Flow has no key `executor`; did you mean `executors`?',
    );
  });

  it('names the place of an option that this version does not have', async () => {
    await expect(plan('jtype: Flow\nexecutors:\n  - {uses: A, shards: 2}\n')).rejects.toThrow(
      '[config_unsupported] <text>:3:15 (`- {uses: A, shards: 2}`): `shards` of an Executor: shards do not work yet',
    );
  });

  it('names the place where the YAML itself is broken', async () => {
    await expect(plan('jtype: Flow\nexecutors: [\n  - a\n')).rejects.toThrow(/\[config_invalid\] <text>:\d+:\d+ \(.*\): not valid YAML/);
    await expect(plan('jtype: Flow\njtype: Flow\n')).rejects.toThrow(/<text>:2:1 .*not valid YAML: .*duplicat/);
  });

  it.each([
    ['name: x\n', /jtype: Flow` is missing/],
    ['jtype: Executor\n', /expected `jtype: Flow`, got "Executor"/],
    ["jtype: Flow\nversion: '9'\n", /expected version '1', got "9"/],
    ['jtype: Flow\npods: []\n', /config_unsupported.*`executors`/],
    ['jtype: Flow\nexecutors: {a: 1}\n', /`executors` must be a list/],
    ['jtype: Flow\nexecutors: [a]\n', /an Executor must be a mapping/],
    ['jtype: Flow\n---\njtype: Flow\n', /expected one YAML document, got 2/],
    ['jtype: Flow\nwith: {__proto__: {protocol: http}}\n', /__proto__ is not allowed/],
    ['jtype: Flow\nwith: !!js/function "function () {}"\n', /not valid YAML/],
  ])('refuses %j', async (text, message) => {
    await expect(plan(text)).rejects.toThrow(message);
  });

  it.each([
    [null, 'null'],
    [5, 'number'],
    ['', 'an empty text'],
  ])('takes a path, a text or a URL, not %j', async (given, got) => {
    await expect(loadFlowYaml(given as never)).rejects.toThrow(`takes the path of a file, a YAML text or a URL, got ${got}`);
  });

  it('names the folder that was given for a file', async () => {
    await expect(loadFlowYaml('.')).rejects.toThrow(`the Flow YAML ${process.cwd()} cannot be read: EISDIR`);
  });

  it('says that a file does not exist', async () => {
    await expect(loadFlowYaml('no-such.yml')).rejects.toThrow(
      '[config_not_found] the Flow YAML no-such.yml cannot be read: there is no such file',
    );
  });

  it('does not blow up on aliases of aliases', async () => {
    const lines = ['jtype: Flow', 'with:', '  a: &a [1,1,1,1,1,1,1,1,1,1]'];
    for (const [before, name] of ['ab', 'bc', 'cd', 'de', 'ef', 'fg', 'gh'].map((pair) => [...pair])) {
      lines.push(`  ${name}: &${name} [${Array.from({ length: 10 }, () => `*${before}`).join(',')}]`);
    }

    await expect(plan(lines.join('\n'))).rejects.toThrow(/more than 100000 values/);
  });
});

describe('variables', () => {
  it('fill in the environment, the context and other places of the file', async () => {
    const text = [
      'jtype: Flow',
      'with:',
      '  port: ${{ ENV.PORT }}',
      '  title: "${{ ENV.PORT }}"',
      'executors:',
      '  - name: first-${{ CONTEXT.who }}',
      '    uses: A',
      '    uses_with: {list: "${{ CONTEXT.list }}", same: "${{root.with.port}}", name: "${{ root.executors[0].name }}!"}',
    ].join('\n');

    const flow = await plan(text, { env: { PORT: '8080' }, context: { who: 'me', list: [1, { a: true }] } });

    expect(flow.gateway.listeners[0]?.port).toBe(8080);
    expect(flow.gateway.title).toBe('8080');
    expect(flow.deployments[0]?.name).toBe('first-me');
    expect(flow.deployments[0]?.uses.usesWith).toEqual({ list: [1, { a: true }], same: 8080, name: 'first-me!' });
  });

  it('are not filled in again inside of what they stand for', async () => {
    const flow = await plan('jtype: Flow\nwith:\n  title: ${{ ENV.A }}\n', { env: { A: '${{ ENV.B }}', B: 'secret' } });

    expect(flow.gateway.title).toBe('${{ ENV.B }}');
  });

  it.each([
    ['${{ ENV.MISSING }}', /<text>:3:10 .*environment variable MISSING is not set/],
    ['${{ CONTEXT.missing }}', /<text>:3:10 .*context has no missing/],
    ['${{ root.nowhere }}', /nothing at root\.nowhere/],
    ['${{ root.with.title }}', /refers to itself/],
    ['${{ process.exit(1) }}', /is not a variable.*nothing is computed/],
    ['${{ CONTEXT.constructor.name }}', /context has no constructor\.name/],
    ['a ${{ ENV.X', /must end with/],
  ])('refuse %s', async (variable, message) => {
    await expect(plan(`jtype: Flow\nwith:\n  title: ${variable}\n`)).rejects.toThrow(message);
  });

  it('tell the column of a variable inside of a text', async () => {
    await expect(plan('jtype: Flow\nwith:\n  title: hello ${{ ENV.NO }} there\n')).rejects.toThrow('<text>:3:16 ');
  });
});
