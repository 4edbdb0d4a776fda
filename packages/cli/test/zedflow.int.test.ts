import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { FIXTURES, ZedflowProcess, zedflow } from './zedflow-process.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'zedflow-cli-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let files = 0;
function yamlFile(text: string): string {
  const file = join(folder, `flow-${files++}.yml`);
  writeFileSync(file, text);
  return file;
}

const GOOD = `jtype: Flow
with: {protocol: [grpc, http, websocket], host: 127.0.0.1, runtime_backend: THREAD}
executors:
  - name: upper
    uses: ${FIXTURES}/executors.mjs#Upper
`;

/** An Executor that fails when it starts: what is told instead was told before. */
const withOptions = (options: string) =>
  GOOD.replace('#Upper', '#BadInit').replace(/^with: .*$/m, `with:\n  protocol: http\n  ${options.replaceAll(', ', '\n  ')}`);

describe('zedflow', () => {
  it('prints its version, and those of all parts', async () => {
    expect((await zedflow(['--version'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    const full = await zedflow(['--version-full']);
    expect(full.stdout).toMatch(/^zedflow +\d/);
    expect(full.stdout).toMatch(/^node +20\./m);
    expect(full.stdout).toMatch(/^@grpc\/grpc-js +\d/m);
    expect(full.exitCode).toBe(0);
  });

  it('shows the options of a command by group, and none that do not work', async () => {
    const { stdout, exitCode } = await zedflow(['flow', '--help']);

    expect(stdout).toMatch(
      /Essential options:[\s\S]*--protocol <value\.\.\.>[\s\S]*Limits and timeouts options:[\s\S]*--timeout-ready <ms>/,
    );
    expect(stdout).not.toContain('--expose-graphql-endpoint');
    expect(exitCode).toBe(0);
  });

  it.each([
    ['an unknown flag', ['flow', '--no-such-flag'], /--no-such-flag/],
    ['an unknown command', ['flwo'], /flwo.*\n.*flow/],
    ['a flow without a file', ['flow'], /--uses/],
    ['a number that is none', ['ping', 'flow', '127.0.0.1:1', '--retries', 'x'], /--retries/],
    ['a gateway without a graph', ['gateway'], /graph_description/],
    ['an option that this version does not have', ['executor', '--uses', 'x.mjs#X', '--shards', '2'], /--shards.*shards do not work yet/],
    ['documents from two places', ['client', 'post', '/x', 'a', '--file', 'b', '--port', '1'], /--file/],
    ['a header without a value', ['client', 'post', '/x', 'a', '--header', 'b', '--port', '1'], /--header expected name=value/],
    ['parameters that are no object', ['client', 'post', '/x', 'a', '--port', '1', '--parameters', '[1]'], /--parameters/],
  ])('ends with 2 for %s', async (_what, args, message) => {
    const { exitCode, stderr } = await zedflow(args);

    expect(stderr).toMatch(message);
    expect(stderr).not.toContain('    at ');
    expect(exitCode).toBe(2);
  });

  it.each([
    ['an unknown key', GOOD.replace('name: upper', 'nmae: upper'), 2, /flow-\d+\.yml:4:5 .*`nmae`.*did you mean `name`/],
    ['text that is no YAML', 'jtype: [Flow\n', 2, /flow-\d+\.yml:\d+:\d+ .*not valid YAML/],
    ['a need that does not exist', `${GOOD}    needs: nobody\n`, 2, /flow-\d+\.yml:6:5 .*needs 'nobody'/],
    ['an Executor that needs itself', `${GOOD}    needs: upper\n`, 2, /flow-\d+\.yml:6:5 .*needs itself/],
    ['a certificate that is not there', withOptions('ssl_certfile: no.pem, ssl_keyfile: no.key'), 1, /:4:3 .*`ssl_certfile`.*no\.pem/],
    [
      'a certificate that is none',
      withOptions(`ssl_certfile: ${FIXTURES}/executors.mjs, ssl_keyfile: ${FIXTURES}/executors.mjs`),
      2,
      /:4:3 .*`ssl_certfile`/,
    ],
    ['a host that is not of this machine', withOptions('host: 999.1.1.1'), 2, /:4:3 .*999\.1\.1\.1.*`host`/],
    ['a missing module', GOOD.replace('executors.mjs', 'nowhere.mjs'), 1, /nowhere\.mjs/],
    ['a class that is not exported', GOOD.replace('#Upper', '#Uper'), 1, /flow-\d+\.yml:5:5 .*Uper/],
    ['a method that the class does not have', `${GOOD}    uses_requests: {/a: uper}\n`, 2, /flow-\d+\.yml:6:5 .*'uper'/],
    ['an exception in init', GOOD.replace('#Upper', '#BadInit'), 1, /the model file is missing/],
  ])('ends with one clear line for a Flow with %s', async (_what, yaml, code, message) => {
    const { exitCode, stderr } = await zedflow(['flow', '--uses', yamlFile(yaml)]);

    expect(stderr).toMatch(message);
    expect(stderr.match(/^error /gm)).toHaveLength(1);
    expect(exitCode).toBe(code);
  });

  it('says who holds a port', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as { port: number };

    const { exitCode, stderr } = await zedflow(['flow', '--uses', yamlFile(GOOD), '--protocol', 'http', '--port', String(port)]);
    server.close();

    expect(stderr).toMatch(new RegExp(`\\[gateway_port_in_use\\] .*:${port}: .*pid ${process.pid}`));
    expect(exitCode).toBe(1);
  });

  it('calls a start off on Ctrl-C and ends with 130', async () => {
    const run = new ZedflowProcess(['flow', '--uses', yamlFile(GOOD.replace('#Upper', '#Slow'))]);
    await run.waitFor(/upper\/rep-0 init/);
    run.child.kill('SIGINT');

    expect(await run.exitCode).toBe(130);
    expect(run.stdout).toContain('start called off');
  });

  it('tells the missing file of a Flow', async () => {
    const { exitCode, stderr } = await zedflow(['flow', '--uses', 'no-such.yml']);

    expect(stderr).toBe('error [config_not_found] the Flow YAML no-such.yml cannot be read: there is no such file\n');
    expect(exitCode).toBe(1);
  });
});

describe('a Flow whose output is lost', () => {
  let flow: ZedflowProcess | undefined;
  afterEach(() => {
    flow?.child.kill('SIGKILL');
  });

  it('finishes its calls and ends with 0 when the reader of its output leaves', async () => {
    flow = new ZedflowProcess(['flow', '--uses', yamlFile(GOOD), '--json']);
    const [, url] = await flow.waitFor(/"(grpc:[^"]+)"\}.*"seconds"/);
    const call = zedflow(['client', 'post', '/wait', 'x', '--parameters', '{"ms":700}', '--host', url as string]);
    await flow.waitFor(/waiting now/);
    flow.child.stdout?.destroy();
    // It is told with the next line that it writes.
    await zedflow(['client', 'post', '/upper', 'x', '--host', url as string]);

    expect((await call).stdout).toContain('"x"');
    expect(await flow.exitCode).toBe(0);
  });

  it.skipIf(process.platform !== 'linux')('goes on serving when its output cannot be written', async () => {
    const full = openSync('/dev/full', 'w');
    flow = new ZedflowProcess(['flow', '--uses', yamlFile(GOOD)], { stdout: full });
    closeSync(full);
    const [, url] = await flow.waitFor(/address=(grpc:\S+)/);

    expect((await zedflow(['client', 'post', '/upper', 'x', '--host', url as string])).stdout).toContain('"X"');
    flow.child.kill('SIGINT');
    expect(await flow.exitCode).toBe(0);
  });
});

describe('a served Flow', () => {
  let flow: ZedflowProcess;
  const urls: Record<string, string> = {};

  beforeAll(async () => {
    flow = new ZedflowProcess(['flow', '--uses', yamlFile(GOOD)]);
    await flow.waitFor(/ready Flow/);
    for (const protocol of ['grpc', 'http', 'websocket']) {
      urls[protocol] = (await flow.waitFor(new RegExp(`  ${protocol} +(\\S+)`)))[1] as string;
    }
  });

  afterAll(async () => {
    flow.child.kill('SIGINT');
    expect(await flow.exitCode).toBe(0);
    expect(flow.stdout).toContain('stopped');
  });

  it('shows plain lines without a terminal, and its output with names in front', async () => {
    expect(flow.stdout).toContain('upper/rep-0 ready\n');
    expect(flow.stdout + flow.stderr).not.toContain('\u001b');
    await zedflow(['client', 'post', '/upper', 'a', '--host', urls['grpc'] as string]);
    await flow.waitFor(/ {4}upper\/rep-0 \| got 1/);
  });

  it.each(['grpc', 'http', 'websocket'])('is called over %s with documents from arguments', async (protocol) => {
    const { stdout, exitCode, stderr } = await zedflow([
      'client',
      'post',
      '/upper',
      'hello',
      '{"id":"7","text":"there"}',
      '--host',
      urls[protocol] as string,
      '--parameters',
      '{"mark":"?"}',
    ]);

    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { id: string; text: string });
    expect(
      lines.map(({ text }) => text),
      stderr,
    ).toEqual(['HELLO?', 'THERE?']);
    expect(lines[1]?.id).toBe('7');
    expect(exitCode).toBe(0);
  });

  it('is called with JSON lines on stdin and from a file', async () => {
    const input = '{"text":"a"}\nplain\n\n{"text":"c"}\n';
    const file = join(folder, 'in.jsonl');
    writeFileSync(file, input);
    const texts = (stdout: string) =>
      stdout
        .trim()
        .split('\n')
        .map((line) => (JSON.parse(line) as { text: string }).text);
    const host = ['--host', urls['grpc'] as string, '--request-size', '2'];

    expect(texts((await zedflow(['client', 'post', '/upper', ...host], { input })).stdout)).toEqual(['A', 'PLAIN', 'C']);
    expect(texts((await zedflow(['client', 'post', '/upper', ...host, '--file', file])).stdout)).toEqual(['A', 'PLAIN', 'C']);
  });

  it('streams one document', async () => {
    const { stdout } = await zedflow(['client', 'post', '/words', 'a b', '--stream', '--host', urls['grpc'] as string]);

    expect(stdout.trim().split('\n')).toHaveLength(2);
  });

  it.each([
    ['a line is no document', '{"text"\n', () => urls['grpc']],
    ['nothing answers', 'a\n', () => 'grpc://127.0.0.1:1'],
  ])('does not wait for more input when %s', async (_what, input, host) => {
    const args = ['client', 'post', '/upper', '--request-size', '1', '--host', host() as string];

    expect((await zedflow(args, { input, keepsStdinOpen: true })).exitCode).toBe(1);
  });

  it('tells the file and the line that is no document, and a file that cannot be read', async () => {
    const file = join(folder, 'bad.jsonl');
    const input = '{"text":"a"}\n\n{"text": b}\n';
    writeFileSync(file, input);
    const post = ['client', 'post', '/upper', '--host', urls['grpc'] as string];

    expect((await zedflow([...post, '--file', file])).stderr).toContain(`${file}:3: not a JSON document: {"text": b}`);
    expect((await zedflow(post, { input })).stderr).toContain('<stdin>:3: not a JSON document');
    const missing = await zedflow([...post, '--file', 'no-such.jsonl']);
    expect(missing.stderr).toMatch(/^error \[config_not_found\] --file no-such.jsonl cannot be read: ENOENT[^\n]*\n$/);
    expect(missing.exitCode).toBe(1);
  });

  it('ends a call with 1 when nothing answers or the line is no document', async () => {
    const gone = await zedflow(['client', 'post', '/upper', 'a', '--host', 'grpc://127.0.0.1:1']);
    expect(gone.stderr).toMatch(/^error \[unavailable\]/);
    expect(gone.exitCode).toBe(1);

    const bad = await zedflow(['client', 'post', '/upper', '{"text"', '--host', urls['grpc'] as string]);
    expect(bad.stderr).toMatch(/^error \[invalid_argument\] not a JSON document/);
    expect(bad.exitCode).toBe(1);
  });

  it.each(['grpc', 'http', 'websocket'])('is pinged over %s', async (protocol) => {
    const { stdout, exitCode } = await zedflow(['ping', 'flow', urls[protocol] as string, '--retries', '1']);

    expect(stdout).toMatch(/answered in [\d.]+ ms \(1\/1\)\naverage/);
    expect(exitCode).toBe(0);
  });
});

describe('zedflow executor and gateway', () => {
  const started: ZedflowProcess[] = [];
  const start = (args: string[]) => {
    const run = new ZedflowProcess(args);
    started.push(run);
    return run;
  };

  afterEach(async () => {
    for (const run of started.splice(0)) {
      run.child.kill('SIGTERM');
      expect(await run.exitCode, run.stderr).toBe(0);
    }
  });

  it('serve an Executor alone, and a graph of such Executors', async () => {
    const executor = start(['executor', '--uses', './executors.mjs#Upper', '--host-in', '127.0.0.1']);
    const [, address] = (await executor.waitFor(/ready Upper at (grpc:\/\/\S+)/)) as unknown as [string, string];
    expect((await zedflow(['ping', 'executor', address, '--retries', '1'])).exitCode).toBe(0);

    const gateway = start([
      'gateway',
      '--host',
      '127.0.0.1',
      '--protocol',
      'http',
      '--graph-description',
      '{"start-gateway": ["up"], "up": ["end-gateway"]}',
      '--deployments-addresses',
      JSON.stringify({ up: [address] }),
    ]);
    const [, url] = (await gateway.waitFor(/ready gateway at (http:\S+)/)) as unknown as [string, string];
    const { stdout, stderr } = await zedflow(['client', 'post', '/upper', 'hi', '--host', url]);

    expect(JSON.parse(stdout || stderr)).toMatchObject({ text: 'HI' });
  });

  it('log JSON lines only, when asked', async () => {
    const flow = start(['flow', '--uses', yamlFile(GOOD), '--json']);
    await flow.waitFor(/"event":"ready"/);

    const records = flow.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { event?: string; addresses?: { port: number }[] });
    expect(records.find(({ event }) => event === 'ready')?.addresses).toHaveLength(3);
    expect(flow.stderr).toBe('');
  });
});

describe('zedflow ping', () => {
  it('ends with 1 when nothing answers', async () => {
    const { stdout, stderr, exitCode } = await zedflow(['ping', 'flow', 'http://127.0.0.1:1', '--retries', '1', '--timeout', '300']);

    expect(stdout).toContain('gave no answer');
    expect(stderr).toContain('no answer from flow');
    expect(exitCode).toBe(1);
  });

  it('asks the control port of a pea, also while its handler blocks', async () => {
    const executor = new ZedflowProcess(['executor', '--uses', './executors.mjs#Blocking', '--host-in', '127.0.0.1', '--port-ctrl', '0']);
    try {
      const [, address, port] = (await executor.waitFor(
        /ready Blocking at (grpc:\S+) .*control port at tcp:\/\/127\.0\.0\.1:(\d+)/,
      )) as unknown as [string, string, string];
      const blocked = zedflow(['client', 'post', '/block', 'x', '--host', address, '--timeout', '60000']);
      await executor.waitFor(/blocking now/);

      const { stdout, exitCode } = await zedflow(['ping', '127.0.0.1', port, '--retries', '2', '--print-response']);

      const [first, json, second, , average] = stdout.split('\n');
      expect(first).toMatch(/^pea tcp:\/\/127\.0\.0\.1:\d+ answered in [\d.]+ ms \(1\/2\)$/);
      expect(JSON.parse(json as string)).toMatchObject({ pea: 'executor/rep-0', state: 'ready', inFlight: 1, executor: 'Blocking' });
      expect(second).toMatch(/\(2\/2\)$/);
      expect(average).toMatch(/^average [\d.]+ ms$/);
      expect(exitCode).toBe(0);
      executor.child.kill('SIGKILL');
      expect((await blocked).exitCode).toBe(1);
    } finally {
      executor.child.kill('SIGKILL');
      await executor.exitCode;
    }
  });

  it('ends with 1 when no pea answers', async () => {
    const { stdout, stderr, exitCode } = await zedflow(['ping', '127.0.0.1', '1', '--retries', '1', '--timeout', '200']);

    expect(stdout).toMatch(/^pea tcp:\/\/127\.0\.0\.1:1 gave no answer in \d+ ms \(1\/1\)$/m);
    expect(stderr).toContain('no answer from pea');
    expect(exitCode).toBe(1);
  });

  it.each([
    [['ping', 'somewhere', 'else'], /ping HOST PORT/],
    [['ping', '127.0.0.1', '70000'], /ping HOST PORT/],
    [['ping', 'flow', 'localhost:1', '--print-response'], /--print-response/],
  ])('ends with 2 for %j', async (args, message) => {
    const { stderr, exitCode } = await zedflow(args);

    expect(stderr).toMatch(message);
    expect(exitCode).toBe(2);
  });

  it('ends by Ctrl-C', async () => {
    const ping = new ZedflowProcess(['ping', '127.0.0.1', '1', '--retries', '100', '--timeout', '60']);
    await ping.waitFor(/\(1\/100\)/);

    ping.child.kill('SIGINT');

    await ping.exitCode;
    expect(ping.child.signalCode).toBe('SIGINT');
  });
});
