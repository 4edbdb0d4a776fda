import { RuntimeError } from '@zedflow/core-protocol';
import type { Replica } from '@zedflow/runtime-api';

/** How long a caller should wait that was refused because the line is full. */
const RETRY_AFTER_MS = 1000;

/** The error of the last attempt, with all that were made. */
export function lastError(deployment: string, error: RuntimeError, tried: readonly Replica[]): RuntimeError {
  const names = tried.map(({ name }) => name);
  const message = `${error.rawMessage} (deployment '${deployment}', tried ${names.join(', ')})`;
  const details = { ...error.details, deployment, tried: names };
  return new RuntimeError(error.code, message, { details, retryable: error.retryable, cause: error });
}

export function lineFullError(deployment: string, maxWaiting: number): RuntimeError {
  const message = `deployment '${deployment}' has ${maxWaiting} calls waiting already (maxWaiting); try again later or add replicas`;
  return new RuntimeError('resource_exhausted', message, { details: { deployment, retryAfterMs: RETRY_AFTER_MS, started: false } });
}

export function unavailableError(deployment: string, maxUnreadyMs: number, replicas: readonly Replica[]): RuntimeError {
  const names = replicas.map(({ name }) => name);
  const which = names.length === 0 ? 'it has no replicas' : `none of ${names.join(', ')} became ready`;
  const message = `deployment '${deployment}' took no call for ${maxUnreadyMs} ms: ${which}`;
  return new RuntimeError('unavailable', message, { details: { deployment, replicas: names, started: false } });
}

/** All replicas are given up: `failure` is why the first of them is. */
export function givenUpError(deployment: string, failure: RuntimeError, replicas: readonly Replica[]): RuntimeError {
  const names = replicas.map(({ name }) => name);
  const message = `deployment '${deployment}' takes no calls: ${names.join(', ')} failed and will not be started again: ${failure.rawMessage}`;
  return new RuntimeError('unavailable', message, { details: { deployment, replicas: names, started: false }, cause: failure });
}

export function deadlineError(deployment: string): RuntimeError {
  const message = `the deadline passed while deployment '${deployment}' had the call`;
  return new RuntimeError('deadline_exceeded', message, { details: { deployment } });
}

export function sendTimeoutError({ name }: Replica, timeoutSendMs: number): RuntimeError {
  const message = `${name} did not answer within timeout_send (${timeoutSendMs} ms)`;
  return new RuntimeError('deadline_exceeded', message, { details: { started: true, replica: name } });
}

export function closedError(deployment: string): RuntimeError {
  return new RuntimeError('runtime_draining', `deployment '${deployment}' is stopping`, { details: { deployment, started: false } });
}
