import { type LogFields, type PeaEvent, SILENT_LOGGER } from '@zedflow/runtime-api';
import { describe, expect, it } from 'vitest';
import { PeaEvents } from './pea-events.js';
import { PeaStates } from './states.js';

function makeStates() {
  const lines: [string, LogFields | undefined][] = [];
  const logger = { ...SILENT_LOGGER, debug: (message: string, fields?: LogFields) => void lines.push([message, fields]) };
  const events = new PeaEvents(logger);
  const seen: PeaEvent[] = [];
  events.on((event) => seen.push(event));
  return { states: new PeaStates(events, logger), seen, lines, events };
}

describe('PeaStates', () => {
  it('tells each change once, as an event and as a debug line', () => {
    const { states, seen, lines } = makeStates();

    states.change('starting');
    states.change('ready');

    expect(seen).toEqual([
      { type: 'state', state: 'starting' },
      { type: 'state', state: 'ready' },
    ]);
    expect(lines).toEqual([
      ['pea changed its state', { from: 'idle', to: 'starting' }],
      ['pea changed its state', { from: 'starting', to: 'ready' }],
    ]);
  });

  it('refuses a change that the life cycle does not have', () => {
    const { states } = makeStates();

    expect(() => states.change('ready')).toThrow(TypeError);
    expect(states.state).toBe('idle');
  });

  it('waits for nothing any more when it is ready', () => {
    const { states, seen } = makeStates();
    states.change('starting');

    states.waitFor('importing');
    states.waitFor('importing');
    expect(states.waitingFor).toBe('importing');
    states.change('ready');

    expect(states.waitingFor).toBe('');
    expect(seen.filter(({ type }) => type === 'waiting')).toHaveLength(1);
  });
});

describe('PeaEvents', () => {
  it('reaches the other listeners when one throws', () => {
    const { events, seen } = makeStates();
    events.on(() => {
      throw new Error('broken listener');
    });
    let last = 0;
    const off = events.on(() => last++);

    events.emit({ type: 'waiting', what: 'spawned' });
    off();
    events.emit({ type: 'waiting', what: 'importing' });

    expect(seen).toHaveLength(2);
    expect(last).toBe(1);
  });
});
