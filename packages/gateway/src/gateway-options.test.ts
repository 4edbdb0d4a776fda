import { describe, expect, it } from 'vitest';
import { echoFlow } from '../test/fixtures/echo-flow.js';
import { createGateway } from './gateway.js';
import type { GatewayOptions } from './gateway-options.js';

const make = (options: Partial<GatewayOptions>) => createGateway({ ...echoFlow(), listeners: [{ protocol: 'http' }], ...options });

describe('the options of a gateway', () => {
  it.each<[Partial<GatewayOptions>, RegExp]>([
    [{ listeners: [] }, /options\.listeners/],
    [{ listeners: [{ protocol: 'smtp' as 'http' }] }, /options\.listeners\[0\]\.protocol .* got 'smtp'/],
    [{ listeners: [{ protocol: 'http', port: 70_000 }] }, /options\.listeners\[0\]\.port .* got 70000/],
    [{ docarray: 'v3' as 'v2' }, /options\.docarray .* got 'v3'/],
    [{ maxMessageBytes: 0 }, /options\.maxMessageBytes/],
    [{ maxInFlight: 0 }, /options\.maxInFlight/],
    [{ stallTimeoutMs: 0 }, /options\.stallTimeoutMs/],
    [{ graceMs: Number.NaN }, /options\.graceMs/],
    [{ defaultTimeoutMs: 2 ** 31 }, /options\.defaultTimeoutMs/],
    [{ maxHeaderBytes: 10 }, /options\.maxHeaderBytes/],
  ])('are refused by name: %j', (options, message) => {
    expect(() => make(options)).toThrow(message);
  });

  it('open nothing before the start, and a stop without a start is no error', async () => {
    const gateway = make({});

    expect(gateway.state).toBe('idle');
    expect(gateway.addresses).toEqual([]);
    await gateway.stop();
    expect(gateway.state).toBe('stopped');
  });
});
