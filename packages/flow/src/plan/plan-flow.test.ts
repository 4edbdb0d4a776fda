import { describe, expect, it } from 'vitest';
import { planFlow } from './plan-flow.js';

const place = (key: string) => `at ${key}`;
const section = (given: Record<string, unknown>) => ({ given, place });

const plan = (flow: Record<string, unknown>, ...executors: Record<string, unknown>[]) =>
  planFlow(
    { with: section(flow), gateway: section({}), executors: executors.map(section), baseFolder: '/base' },
    { env: {}, currentFolder: '/here' },
  );

describe('planFlow', () => {
  it('names Executors by their place and chains them', () => {
    const { deployments } = plan({}, { uses: 'A' }, { uses: 'B', name: 'b' }, { uses: 'C' });

    expect(deployments.map(({ name, needs }) => [name, ...needs])).toEqual([
      ['executor0', 'gateway'],
      ['b', 'executor0'],
      ['executor2', 'b'],
    ]);
  });

  it('opens control ports only where they are asked for, on the loopback address', () => {
    const { deployments } = plan(
      {},
      { uses: 'A' },
      { uses: 'B', replicas: 2, port_ctrl: [5000, 5001] },
      { uses: 'C', replicas: 2, portCtrl: 0 },
    );

    expect(deployments.map(({ control }) => control.map(({ host, port }) => `${host}:${port}`))).toEqual([
      [],
      ['127.0.0.1:5000', '127.0.0.1:5001'],
      ['127.0.0.1:0', '127.0.0.1:0'],
    ]);
  });

  it('gives options of the Flow to Executors that say nothing', () => {
    const { deployments } = plan(
      { runtimeBackend: 'THREAD', timeout_send: 300, env: { A: '1', B: '2' }, retries: 0 },
      { uses: 'A', env: { B: '3' } },
      { uses: 'B', runtime_backend: 'process', timeoutSend: -1 },
    );

    expect(deployments.map(({ peaPlace, timeoutSendMs, retries }) => [peaPlace.kind, timeoutSendMs, retries])).toEqual([
      ['thread', 300, 0],
      ['process', -1, 0],
    ]);
    expect(deployments[0]?.peaPlace).toEqual({ kind: 'thread', env: { A: '1', B: '3' } });
  });

  it('takes a control deadline of -1 for days, so that no step of a stop is skipped', () => {
    const [deployment] = plan({}, { uses: 'A', timeout_ctrl: -1 }).deployments;

    expect(deployment?.timeoutCtrlMs).toBeGreaterThan(86_400_000);
    // Timers take no more.
    expect(2 * (deployment?.timeoutCtrlMs as number)).toBeLessThan(2 ** 31);
  });

  it('shows stack traces to clients where it was asked to: by the Flow all, else each Executor its own', () => {
    const all = plan({ expose_stacks: true }, { uses: 'A' }, { uses: 'B', exposeStacks: false });
    expect([all.gateway, ...all.deployments].map(({ exposesStacks }) => exposesStacks)).toEqual([true, true, false]);

    const none = plan({}, { uses: 'A' });
    expect([none.gateway, ...none.deployments].map(({ exposesStacks }) => exposesStacks)).toEqual([false, false]);
  });

  it('puts workspaces below the base folder, by default below the current one', () => {
    expect(plan({}, { uses: 'A' }).deployments[0]?.workspace).toBe('/here/workspace/executor0');
    expect(plan({ workspace: 'data' }, { uses: 'A' }).deployments[0]?.workspace).toBe('/base/data/executor0');
  });

  it('gives each protocol its port', () => {
    expect(plan({ protocol: ['grpc', 'http'], port: [1, 0] }).gateway.listeners).toEqual([
      { protocol: 'grpc', host: '0.0.0.0', port: 1 },
      { protocol: 'http', host: '0.0.0.0', port: 0 },
    ]);
  });

  it('gives each protocol any free port for one 0', () => {
    expect(plan({ protocol: ['grpc', 'http'], port: 0 }).gateway.listeners.map(({ port }) => port)).toEqual([0, 0]);
  });

  it('reads the routes of expose_endpoints from JSON, in the spelling of Jina', () => {
    const { gateway } = plan({ expose_endpoints: '{"/search": {"path": "/find", "status_code": 201}}' });

    expect(gateway.exposeEndpoints).toEqual({ '/search': { path: '/find', statusCode: 201 } });
  });

  it.each<[string, Record<string, unknown>, RegExp]>([
    ['more protocols than ports', { protocol: ['grpc', 'http'], port: 1 }, /2 `protocol` \(grpc, http\) but 1 `port`/],
    ['one protocol twice', { protocol: ['grpc', 'GRPC'] }, /names one protocol twice/],
    ['one port twice', { protocol: ['grpc', 'http'], port: [1, 1] }, /names one port twice/],
    ['half of TLS', { ssl_certfile: 'a.pem' }, /needs `ssl_keyfile`/],
    ['the wiring of a gateway alone', { graph_description: '{"a": []}' }, /config_unsupported.*zedflow gateway/],
    ['an unbuilt option', { inspect: 'REMOVE' }, /config_unsupported.*inspect/],
  ])('refuses %s', (_what, flow, message) => {
    expect(() => plan(flow, { uses: 'A' })).toThrow(message);
  });

  it.each<[string, Record<string, unknown>, RegExp]>([
    ['a name with a slash', { name: 'a/b' }, /`name` expected a letter/],
    ['the name of the gateway', { name: 'gateway' }, /flow_invalid/],
    ['a container', { uses: 'docker://image' }, /config_unsupported.*npm i @zedflow\/container-runtime/],
    ['the Hub', { uses: 'jinahub://X' }, /config_unsupported.*npm:\/\/package#Class/],
    ['another runtime', { runtime_cls: 'SSHRuntime' }, /config_unsupported.*npm i @zedflow\/ssh-runtime/],
    ['a slip of a runtime', { runtime_cls: 'WorkRuntime' }, /config_invalid.*did you mean WorkerRuntime/],
    ['node options of a thread', { runtimeBackend: 'THREAD', nodeOptions: ['--cpu-prof'] }, /config_unsupported.*PROCESS/],
    ['one debugger for two replicas', { nodeInspect: '127.0.0.1:9230', replicas: 2 }, /works with one replica/],
    ['one port for two replicas', { port: 5000, replicas: 2 }, /2 replicas but 1 `port`/],
    ['an address without a port', { hostIn: '127.0.0.1' }, /`host_in` needs `port`/],
    ['one control port for two replicas', { portCtrl: 5000, replicas: 2 }, /2 replicas but 1 `port_ctrl`/],
    ['a control address without a port', { hostCtrl: '0.0.0.0' }, /`host_ctrl` needs `port_ctrl`/],
    ['an environment variable with =', { env: { 'A=B': 'x' } }, /config_invalid.*`env` has "A=B"/],
    ['an environment variable with NUL', { env: { A: 'x\0' } }, /config_invalid.*`env` has "A"/],
    ['a slip in the restart policy', { restart: { max_failed_start: 2 } }, /did you mean `max_failed_starts`/],
  ])('refuses %s', (_what, executor, message) => {
    expect(() => plan({}, { uses: 'A', ...executor })).toThrow(message);
  });

  it('refuses two Executors of one name', () => {
    expect(() => plan({}, { name: 'a' }, { name: 'a' })).toThrow(/flow_invalid.*two Executors are called a/);
  });

  it('takes a class as it is', () => {
    class Mine {}

    expect(plan({}, { uses: Mine }).deployments[0]?.uses.uses).toBe(Mine);
  });

  it('completes the restart policy', () => {
    expect(plan({}, { restart: { mode: 'never' } }).deployments[0]?.restart).toEqual({
      mode: 'never',
      maxFailedStarts: 5,
      delayMs: 100,
      maxDelayMs: 10_000,
    });
  });
});
