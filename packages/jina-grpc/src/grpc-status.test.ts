import { status } from '@grpc/grpc-js';
import { RuntimeError } from '@zedflow/core-protocol';
import { describe, expect, it } from 'vitest';
import { errorOfRpc, errorTrailerOf, rpcEndOf } from './grpc-status.js';

const ADDRESS = 'grpc://127.0.0.1:5000';

describe('rpcEndOf', () => {
  it('uses the status of the table and a text with the code in front', () => {
    const end = rpcEndOf(new RuntimeError('resource_exhausted', 'the queue is full; try again later'));

    expect(end).toEqual({ code: status.RESOURCE_EXHAUSTED, details: '[resource_exhausted] the queue is full; try again later' });
  });

  it('never says CANCELLED, which a Python gateway would wait on for ever', () => {
    expect(rpcEndOf(new RuntimeError('cancelled', 'gone')).code).toBe(status.UNAVAILABLE);
  });

  it('cuts long texts and mends lone surrogates, which could not be sent', () => {
    const { details } = rpcEndOf(new RuntimeError('internal', `\ud800${'x'.repeat(10_000)}`));

    expect(details.length).toBeLessThan(2_100);
    expect(() => encodeURI(details)).not.toThrow();
  });
});

describe('errorOfRpc', () => {
  it('takes the whole error of our own nodes from the trailer', () => {
    const error = new RuntimeError('executor_died', 'it ended – now', { details: { started: false, replica: 'a/rep-0' } });

    const trailer = errorTrailerOf(error) ?? '';

    expect(errorOfRpc({ code: status.UNAVAILABLE, details: 'x', trailer }, ADDRESS)).toMatchObject({
      code: 'executor_died',
      rawMessage: 'it ended – now',
      details: { started: false, replica: 'a/rep-0', address: ADDRESS },
    });
  });

  it('takes the code in front of the text where there is no trailer', () => {
    const error = errorOfRpc({ code: status.UNAVAILABLE, details: '[runtime_draining] stopping' }, ADDRESS);

    expect(error).toMatchObject({ code: 'runtime_draining', rawMessage: 'stopping' });
  });

  it('does not take any text in brackets for a code', () => {
    expect(errorOfRpc({ code: status.NOT_FOUND, details: '[whatever] x' }, ADDRESS).code).toBe('not_found');
  });

  it.each([
    [status.UNAVAILABLE, 'unavailable'],
    [status.DEADLINE_EXCEEDED, 'deadline_exceeded'],
    [status.UNKNOWN, 'internal'],
    [status.CANCELLED, 'transport_lost'],
    [status.UNIMPLEMENTED, 'unimplemented'],
  ])('makes gRPC status %i of a foreign peer %s', (code, expected) => {
    expect(errorOfRpc({ code, details: 'text' }, ADDRESS).code).toBe(expected);
  });

  it('takes a call for started unless the peer cannot have begun it', () => {
    expect(errorOfRpc({ code: status.UNAVAILABLE, details: 'x' }, ADDRESS).details['started']).toBe(true);
    expect(
      errorOfRpc({ code: status.UNAVAILABLE, details: 'No connection established. Last error: refused' }, ADDRESS).details['started'],
    ).toBe(false);
    expect(errorOfRpc({ code: status.UNIMPLEMENTED, details: 'x' }, ADDRESS).details['started']).toBe(false);
  });

  it('leaves out the empty note that grpc-js ends its text with', () => {
    const details = 'No connection established. Last error: refused. Resolution note: ';

    expect(errorOfRpc({ code: status.UNAVAILABLE, details }, ADDRESS).rawMessage).toMatch(/Last error: refused$/);
    expect(errorOfRpc({ code: status.UNAVAILABLE, details: `${details}no such host` }, ADDRESS).rawMessage).toMatch(/note: no such host$/);
  });

  it('knows a message that is too large for the peer', () => {
    const details = 'Received message larger than max (10 vs 5)';

    expect(errorOfRpc({ code: status.RESOURCE_EXHAUSTED, details }, ADDRESS).code).toBe('protocol_message_too_large');
  });
});
