import { describe, expect, it } from 'vitest';
import { Flow } from './flow.js';

describe('Flow', () => {
  it.each([
    [null, 'null'],
    [5, '5'],
    ['http', 'http'],
    [[], 'an array'],
  ])('takes an object of options, not %j', (options, got) => {
    expect(() => new Flow(options as never)).toThrow(`new Flow() takes an object of options, got ${got}`);
    expect(() => new Flow().add(options as never)).toThrow(`Flow.add() takes an object of options, got ${got}`);
  });

  it('says that it has to be started first', async () => {
    await expect(new Flow().post('/x')).rejects.toMatchObject({
      code: 'flow_not_started',
      message: /the Flow is idle: await start\(\) first/,
    });
  });
});
