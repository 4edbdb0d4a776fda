import { RuntimeError } from '@zedflow/core-protocol';
import { expect, it } from 'vitest';
import { exitCodeOf, exitCodeOfSignal, UsageError } from './exit-codes.js';

it('tells wrong use from what failed', () => {
  expect(exitCodeOf(new RuntimeError('config_invalid', 'x'))).toBe(2);
  expect(exitCodeOf(new RuntimeError('config_unsupported', 'x'))).toBe(2);
  expect(exitCodeOf(new UsageError('x'))).toBe(2);
  expect(exitCodeOf(new RuntimeError('config_not_found', 'x'))).toBe(1);
  expect(exitCodeOf(new RuntimeError('gateway_port_in_use', 'x'))).toBe(1);
  expect(exitCodeOf(new Error('x'))).toBe(1);
});

it('gives signals their number', () => {
  expect(exitCodeOfSignal('SIGINT')).toBe(130);
  expect(exitCodeOfSignal('SIGTERM')).toBe(143);
});
