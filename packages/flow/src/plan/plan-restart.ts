import { RuntimeError } from '@zedflow/core-protocol';
import { nearestName, type RestartPolicy } from '@zedflow/runtime-api';

const DEFAULTS: RestartPolicy = { mode: 'on-failure', maxFailedStarts: 5, delayMs: 100, maxDelayMs: 10_000 };

const KEYS: Readonly<Record<string, keyof RestartPolicy>> = {
  mode: 'mode',
  max_failed_starts: 'maxFailedStarts',
  maxFailedStarts: 'maxFailedStarts',
  delay_ms: 'delayMs',
  delayMs: 'delayMs',
  max_delay_ms: 'maxDelayMs',
  maxDelayMs: 'maxDelayMs',
};

/** The restart policy of `restart`: a mode, or an object with the mode and its limits. */
export function planRestart(value: unknown, place: string): RestartPolicy {
  if (typeof value === 'string') return { ...DEFAULTS, mode: assertMode(value, place) };
  const policy: Record<string, unknown> = { ...DEFAULTS };
  for (const [key, item] of Object.entries(value as object)) {
    const name = Object.hasOwn(KEYS, key) ? KEYS[key] : undefined;
    if (name === undefined) {
      const nearest = nearestName(key, Object.keys(KEYS));
      const hint = nearest === undefined ? 'it has mode, max_failed_starts, delay_ms, max_delay_ms' : `did you mean \`${nearest}\`?`;
      throw new RuntimeError('config_invalid', `${place}: \`restart\` has no key \`${key}\`; ${hint}`);
    }
    policy[name] = name === 'mode' ? assertMode(item, place) : assertCount(key, item, place);
  }
  return policy as unknown as RestartPolicy;
}

function assertMode(mode: unknown, place: string): RestartPolicy['mode'] {
  if (mode === 'on-failure' || mode === 'never') return mode;
  throw new RuntimeError('config_invalid', `${place}: the mode of \`restart\` must be on-failure or never, got ${JSON.stringify(mode)}`);
}

function assertCount(key: string, value: unknown, place: string): number {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
  throw new RuntimeError(
    'config_invalid',
    `${place}: \`${key}\` of \`restart\` must be an integer of 0 or more, got ${JSON.stringify(value)}`,
  );
}
