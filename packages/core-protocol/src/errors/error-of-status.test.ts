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
