import { expect, it } from 'vitest';
import { errorOfStatus } from './error-of-status.js';

it('makes executor_failed of a status, with the exception in the details', () => {
  const error = errorOfStatus({
    code: 'ERROR',
    description: "ValueError('boom', 3)",
    exception: { name: 'ValueError', args: ['boom', '3'], stacks: ['at line 1'], executor: 'Encoder' },
  });

  expect(error.message).toBe("[executor_failed] ValueError('boom', 3)");
  expect(error.details).toEqual({ name: 'ValueError', args: ['boom', '3'], stacks: ['at line 1'], executor: 'Encoder' });
  expect(error.retryable).toBe(false);
});

it('says that the handler failed when the status tells nothing more', () => {
  expect(errorOfStatus({ code: 'ERROR' }).rawMessage).toBe('the handler failed');
});

it("gives a gateway's own error back with its code", () => {
  const exception = { name: 'RuntimeError', args: [], stacks: [], executor: '' };

  const error = errorOfStatus({ code: 'ERROR', description: '[resource_exhausted] the queue\nis full', exception });

  expect(error).toMatchObject({ code: 'resource_exhausted', rawMessage: 'the queue\nis full', retryable: true });
});

it('does not take what a handler wrote for an error of the gateway', () => {
  const exception = { name: 'Error', args: [], stacks: [], executor: 'Encoder' };

  expect(errorOfStatus({ code: 'ERROR', description: '[unavailable] nothing', exception }).code).toBe('executor_failed');
});
