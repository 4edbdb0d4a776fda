import { afterEach, describe, expect, it } from 'vitest';
import { describeJinaInfo } from './jina-info.js';

const JINA_KEYS = [
  ...['jina', 'docarray', 'jcloud', 'jina-hubble-sdk', 'jina-proto', 'protobuf', 'proto-backend', 'grpcio', 'pyyaml', 'python'],
  ...[
    'platform',
    'platform-release',
    'platform-version',
    'architecture',
    'processor',
    'uid',
    'session-id',
    'uptime',
    'ci-vendor',
    'internal',
  ],
];

describe('describeJinaInfo', () => {
  const before = process.env['JINA_AUTH_TOKEN'];

  afterEach(() => {
    if (before === undefined) delete process.env['JINA_AUTH_TOKEN'];
    else process.env['JINA_AUTH_TOKEN'] = before;
  });

  it('has every key of Jina, with text as values', () => {
    const { jina, envs } = describeJinaInfo('v2');

    expect(Object.keys(jina)).toEqual(expect.arrayContaining(JINA_KEYS));
    expect([...Object.values(jina), ...Object.values(envs)].every((value) => typeof value === 'string')).toBe(true);
  });

  it('names the docarray release of the generation', () => {
    expect([describeJinaInfo('v1'), describeJinaInfo('v2')].map((info) => info.jina['docarray'])).toEqual(['0.21.1', '0.41.0']);
  });

  it('never tells the value of the token', () => {
    process.env['JINA_AUTH_TOKEN'] = 'very secret';

    expect(JSON.stringify(describeJinaInfo('v2'))).not.toContain('very secret');
    expect(describeJinaInfo('v2').envs['JINA_AUTH_TOKEN']).toBe('(set)');
  });

  it('tells of lanes and their limit only where there are some', () => {
    expect(describeJinaInfo('v2', { maxMessageBytes: 5 }).jina).toMatchObject({ 'zedflow-lane': '1', 'zedflow-max-message-bytes': '5' });
    expect(describeJinaInfo('v2').jina).not.toHaveProperty('zedflow-lane');
  });
});
