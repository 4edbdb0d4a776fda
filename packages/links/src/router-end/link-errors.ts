import { type JsonObject, type Message, RuntimeError } from '@zedflow/core-protocol';

/** The error of a broken link for one of its calls: at most two are made, however many calls wait. */
export function failuresOf(error: RuntimeError, replica: string): (started: boolean) => RuntimeError {
  const made = new Map<boolean, RuntimeError>();
  return (started) => {
    let failure = made.get(started);
    if (failure === undefined) {
      const details = { ...error.details, replica, started };
      failure = new RuntimeError(error.code, error.rawMessage, { details, retryable: error.retryable, cause: error.cause ?? error });
      made.set(started, failure);
    }
    return failure;
  };
}

export function cancelled(replica: string, reason: unknown): RuntimeError {
  return new RuntimeError('cancelled', `The caller left before ${replica} had answered.`, { details: { replica }, cause: reason });
}

export function deadlineExceeded(replica: string, message: Message): RuntimeError {
  const { endpoint, deadlineMs } = message.envelope;
  return new RuntimeError('deadline_exceeded', `${replica} had not answered ${endpoint || 'a call'} when its deadline passed.`, {
    details: { replica, endpoint, deadlineMs: deadlineMs ?? null },
  });
}

/** A call before the Pea has said hello. */
export function notReady(replica: string): RuntimeError {
  return new RuntimeError('unavailable', `${replica} has not said hello yet.`, { details: { replica, started: false } });
}

/** A call beyond the credits that the Pea has granted; `figures` are those. */
export function noRoom(replica: string, figures: JsonObject): RuntimeError {
  return new RuntimeError('resource_exhausted', `${replica} has granted no room for one more call: try again when others are answered.`, {
    details: { replica, started: false, ...figures },
  });
}
