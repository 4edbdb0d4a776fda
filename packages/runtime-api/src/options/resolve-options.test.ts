import { describe, expect, expectTypeOf, it } from 'vitest';
import type { OptionsOf } from './option-types.js';
import { parseOptionValue } from './option-value.js';
import { OPTIONS, optionsOf } from './registry.js';
import { checkOptions, withDefaults } from './resolve-options.js';

const place = (key: string) => `here (${key})`;

describe('the registry', () => {
  it('declares each option once for each kind of object', () => {
    const names = OPTIONS.flatMap(({ name, on }) => on.map((owner) => `${owner}.${name}`));

    expect(new Set(names).size).toBe(names.length);
  });

  it('has defaults that are values of their own type', () => {
    for (const owner of ['flow', 'gateway', 'executor'] as const) {
      for (const option of optionsOf(owner).values()) {
        if (option.default !== undefined) expect(() => parseOptionValue(option, option.default), option.name).not.toThrow();
      }
    }
  });

  it('gives a variant its own default', () => {
    expect(optionsOf('gateway').get('runtime_cls')?.default).toBe('GRPCGatewayRuntime');
    expect(optionsOf('executor').get('runtime_cls')?.default).toBe('WorkerRuntime');
  });

  it('derives TypeScript types', () => {
    const options: OptionsOf<'executor'> = { usesWith: { size: 3 }, runtimeBackend: 'thread', port: [1, 2] };
    // @ts-expect-error: a number, not a text
    const wrong: OptionsOf<'executor'> = { replicas: 'two' };

    expect(options.port).toEqual([1, 2]);
    expect(wrong.replicas).toBe('two');
  });
});

describe('checkOptions', () => {
  it('reads names in YAML and TypeScript spelling', () => {
    expect(checkOptions('executor', { usesWith: { a: 1 }, uses_metas: { b: 2 } }, place)).toEqual({
      uses_with: { a: 1 },
      uses_metas: { b: 2 },
    });
  });

  it('names the nearest key for an unknown one', () => {
    expect(() => checkOptions('executor', { replica: 2 }, place)).toThrow(/\[config_invalid\] here \(replica\): .*did you mean `replicas`/);
  });

  it('says which object has a key that this one does not have', () => {
    expect(() => checkOptions('executor', { cors: true }, place)).toThrow(/the gateway has it/);
  });

  it('refuses an option that is not built, with the reason', () => {
    expect(() => checkOptions('executor', { shards: 2 }, place)).toThrow(
      /\[config_unsupported\] here \(shards\): .*shards do not work yet/,
    );
  });

  it('lets the default of an option that is not built through', () => {
    expect(checkOptions('executor', { shards: 1, polling: 'ANY', floating: false }, place)).toEqual({});
  });

  it('says what was expected and what came', () => {
    expect(() => checkOptions('gateway', { port: 70_000 }, place)).toThrow(/`port` expected an integer from 0 to 65535.*got 70000/);
    expect(() => checkOptions('gateway', { protocol: 'smtp' }, place)).toThrow(/one or several of GRPC, HTTP, WEBSOCKET, got "smtp"/);
  });

  it('reads text as the type of the option', () => {
    expect(checkOptions('gateway', { port: '8080', protocol: ['http', 'GRPC'], cors: 'true' }, place)).toEqual({
      port: [8080],
      protocol: ['HTTP', 'GRPC'],
      cors: true,
    });
  });

  it('does not take names from the prototype of objects', () => {
    expect(() => checkOptions('executor', JSON.parse('{"__proto__": {"replicas": 2}}'), place)).toThrow(/no option `__proto__`/);
    expect(() => checkOptions('executor', { constructor: 1 }, place)).toThrow(/no option `constructor`/);
  });
});

describe('withDefaults', () => {
  it('takes the environment variable before the default, and the given value before both', () => {
    const env = { JINA_DEFAULT_HOST: '127.0.0.1' };

    expect(withDefaults('gateway', {}, {})['host']).toBe('0.0.0.0');
    expect(withDefaults('gateway', {}, env)['host']).toBe('127.0.0.1');
    expect(withDefaults('gateway', { host: '::1' }, env)['host']).toBe('::1');
  });
});

it('types a complete option as always there, one without a default as missing at times, an unbuilt one not at all', () => {
  const executor = withDefaults('executor', { runtime_backend: 'THREAD' }, {});
  expectTypeOf(executor.runtime_backend).toEqualTypeOf<'PROCESS' | 'THREAD'>();
  expectTypeOf(executor.replicas).toEqualTypeOf<number>();
  expectTypeOf(executor.port).toEqualTypeOf<readonly number[] | undefined>();
  expectTypeOf(executor).not.toHaveProperty('shards');
  const gateway = withDefaults('gateway', {}, {});
  expectTypeOf(gateway.protocol).toEqualTypeOf<readonly ('GRPC' | 'HTTP' | 'WEBSOCKET')[]>();
  expectTypeOf(gateway).not.toHaveProperty('replicas');
  expect(executor).not.toHaveProperty('shards');
  expect(gateway.protocol).toEqual(['GRPC']);
});
