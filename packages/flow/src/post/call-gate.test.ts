import type { Message } from '@zedflow/core-protocol';
import type { CallService } from '@zedflow/runtime-api';
import { describe, expect, it } from 'vitest';
import { CallGate } from './call-gate.js';

const request: Message = { envelope: { kind: 'call', sequence: 0, requestId: 'r', endpoint: '/' }, payloads: [] };

/** A service whose one call ends when the test says so. */
function heldService() {
  let answer: (message: Message) => void = () => {};
  const service: CallService = {
    call: () => new Promise((resolve) => (answer = resolve)),
    async *stream() {
      yield request;
    },
  };
  return { service, answer: () => answer(request) };
}

describe('CallGate', () => {
  it('waits for what is inside and lets nobody else in', async () => {
    const { service, answer } = heldService();
    const gate = new CallGate(service);
    const call = gate.call(request);
    let isDrained = false;
    const drained = gate.drain(-1).then(() => {
      isDrained = true;
    });

    await expect(gate.call(request)).rejects.toMatchObject({ code: 'runtime_draining', details: { started: false } });
    expect(isDrained).toBe(false);

    answer();
    await call;
    await drained;
  });

  it('does not wait longer than it was told', async () => {
    const gate = new CallGate(heldService().service);
    void gate.call(request);

    await gate.drain(0);
  });

  it('counts a stream until it is left', async () => {
    const gate = new CallGate(heldService().service);
    for await (const _message of gate.stream(request)) break;

    await gate.drain(-1);
  });
});
