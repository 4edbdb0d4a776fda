import { describe, expect, it } from 'vitest';
import { decodeStatus, encodeStatus } from '../jina/status.js';
import { errorToStatus } from './error-to-status.js';

class ValueError extends Error {
  override name = 'ValueError';
  readonly args: unknown[];
  constructor(...args: unknown[]) {
    super(String(args[0]));
    this.args = args;
  }
}

describe('errorToStatus', () => {
  it("describes an error as Python's repr", () => {
    expect(errorToStatus(new ValueError('boom', 3), 'MyExecutor')).toEqual({
      code: 'ERROR',
      description: "ValueError('boom', 3)",
      exception: { name: 'ValueError', args: ['boom', '3'], stacks: [], executor: 'MyExecutor' },
    });
  });

  it('takes the message for the arguments of a JavaScript error', () => {
    expect(errorToStatus(new TypeError('x'), 'E')).toMatchObject({ description: "TypeError('x')", exception: { args: ['x'] } });
  });

  it.each([
    ["it's", `E("it's")`],
    [`'"`, `E('\\'"')`],
    ['a\nb\\', "E('a\\nb\\\\')"],
    [true, 'E(True)'],
    [null, 'E(None)'],
    [{ a: 1 }, 'E({"a":1})'],
    [12n, 'E(12)'],
  ])('writes an argument as Python does (case %#)', (argument, description) => {
    const error = new ValueError(argument);
    error.name = 'E';
    expect(errorToStatus(error, '').description).toBe(description);
  });

  it('shows the stack only when it may', () => {
    const status = errorToStatus(new Error('x'), 'E', { exposeStack: true });
    expect(status.exception?.stacks[0]).toBe('Error: x\n');
    expect(status.exception?.stacks.length).toBeGreaterThan(1);
  });

  it('takes anything that can be thrown, and what comes out can be written', () => {
    const circle: Record<string, unknown> = {};
    circle['self'] = circle;
    const odd = Object.assign(new Error('x'), { name: 5, args: [Symbol('s'), circle, () => 1] });
    for (const thrown of ['text', undefined, null, 5, circle, odd, Object.create(null)]) {
      const status = errorToStatus(thrown, 'E');
      expect(decodeStatus(encodeStatus(status))).toEqual(status);
    }
  });

  it('takes errors that throw when they are read', () => {
    const boom = () => {
      throw new Error('not readable');
    };
    const evilName = Object.defineProperty(new Error('x'), 'name', { get: boom });
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    for (const thrown of [evilName, new Proxy({}, { getPrototypeOf: boom }), proxy]) {
      expect(errorToStatus(thrown, 'Enc')).toMatchObject({
        code: 'ERROR',
        exception: { args: [expect.stringMatching('cannot be read')], executor: 'Enc' },
      });
    }
  });

  it('cuts texts that are too long, also in the middle of a character', () => {
    const status = decodeStatus(encodeStatus(errorToStatus(new Error(`x${'\u{1f600}'.repeat(1_000_000)}`), 'E')));

    expect(status.exception?.args[0]).toMatch(/\.\.\. \(1983617 more characters\)$/);
    expect(status.description?.length).toBeLessThan(20_000);
  });
});
