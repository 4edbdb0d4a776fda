import { type JsonObject, RuntimeError } from '@zedflow/core-protocol';
import type { IncarnationEnd } from './incarnation.js';

/** `exit code 3`, `signal SIGKILL`, or what user code threw. */
export function describeEnd(end: IncarnationEnd): string {
  const how =
    end.signal !== undefined ? `signal ${end.signal}` : end.exitCode !== undefined ? `exit code ${end.exitCode}` : 'without an exit code';
  return end.error === undefined ? how : `${how}: ${end.error.rawMessage}`;
}

function endDetails(pea: string, end: IncarnationEnd, lastLines: readonly string[]): JsonObject {
  const details: JsonObject = { pea, lastLines: [...lastLines] };
  if (end.exitCode !== undefined) details['exitCode'] = end.exitCode;
  if (end.signal !== undefined) details['signal'] = end.signal;
  return details;
}

/** What ends the calls that an Executor took with it. */
export function executorDied(pea: string, end: IncarnationEnd, lastLines: readonly string[]): RuntimeError {
  return new RuntimeError('executor_died', `${pea} died (${describeEnd(end)})`, {
    details: endDetails(pea, end, lastLines),
    cause: end.error,
  });
}

/** What ends the calls that were not answered when the time to drain was over. */
export function stoppedBeforeAnswer(pea: string): RuntimeError {
  return new RuntimeError('runtime_draining', `${pea} was stopped before it had answered`, { details: { pea } });
}

/** The error of a start whose Executor ended before it was ready. */
export function startFailed(pea: string, end: IncarnationEnd, lastLines: readonly string[]): RuntimeError {
  const said = lastLines.length === 0 ? 'it printed nothing' : `its last lines: ${lastLines.slice(-5).join(' | ')}`;
  return new RuntimeError('runtime_start_failed', `${pea} ended before it was ready (${describeEnd(end)}); ${said}`, {
    details: endDetails(pea, end, lastLines),
    cause: end.error,
  });
}

/** The error of a start that went silent. */
export function startTimedOut(pea: string, timeoutReadyMs: number, waitingFor: string, lastLines: readonly string[]): RuntimeError {
  const said = lastLines.length === 0 ? 'it printed nothing' : `its last lines: ${lastLines.slice(-5).join(' | ')}`;
  return new RuntimeError(
    'runtime_start_timeout',
    `${pea} said nothing for ${timeoutReadyMs} ms while it was ${waitingFor || 'starting'} (timeout_ready; raise it, or report progress from init); ${said}`,
    { details: { pea, timeoutReadyMs, waitingFor, lastLines: [...lastLines] } },
  );
}

/** What went wrong while a Pea started, with its name and last lines added. */
export function withPea(error: RuntimeError, pea: string, lastLines: readonly string[]): RuntimeError {
  if (error.details['pea'] !== undefined) return error;
  const named = new RuntimeError(error.code, `${pea}: ${error.rawMessage}`, {
    details: { ...error.details, pea, lastLines: [...lastLines] },
    retryable: error.retryable,
    cause: error.cause,
  });
  // The frames of the thread that threw are what helps; ours only show this line.
  const frames = /\n\s+at .*$/s.exec(error.stack ?? '');
  if (frames !== null) named.stack = `${named.name}: ${named.message}${frames[0]}`;
  return named;
}

/** The error of a start that somebody no longer wants. */
export function startCalledOff(pea: string, cause: unknown): RuntimeError {
  return new RuntimeError('cancelled', `the start of ${pea} was called off`, { details: { pea }, cause });
}
