import { isIPv6 } from 'node:net';
import { decodeEnvelope, encodeEnvelope, type Message } from '@zedflow/core-protocol';
import { type Clock, SYSTEM_CLOCK } from '@zedflow/runtime-api';
import type { Dealer } from 'zeromq';
import type { Outgoing } from '../outbox/outgoing.js';
import { dialDealer } from './dial-dealer.js';
import { ControlRequests, type ZedControl } from './zed-control.js';

/** A client of a Pea's control port. */
export interface ControlPortClient extends ZedControl {
  /** `tcp://host:port`. */
  readonly address: string;
  close(): void;
}

/**
 * Dials the control port of a Pea (`port_ctrl`). It resolves at once, also when nobody is there: then requests end with
 * `deadline_exceeded`. It connects by itself when the port opens.
 */
export async function dialControlPort(host: string, port: number, clock: Clock = SYSTEM_CLOCK): Promise<ControlPortClient> {
  const address = `tcp://${isIPv6(host) ? `[${host}]` : host}:${port}`;
  const socket = await dialDealer(address, -1, 0);
  const requests = new ControlRequests(address, clock, (batch) => sendEach(socket, batch));
  void readAnswers(socket, requests);
  return {
    address,
    request: (command, body, options) => requests.request(command, body, options),
    close: () => socket.close(),
  };
}

async function sendEach(socket: Dealer, batch: readonly Outgoing[]): Promise<void> {
  for (const { sequence, message } of batch) await socket.send(encodeEnvelope({ ...message.envelope, sequence }));
}

/** Reads until the socket is closed. */
async function readAnswers(socket: Dealer, requests: ControlRequests): Promise<void> {
  for (;;) {
    let frames: Buffer[];
    try {
      frames = await socket.receive();
    } catch {
      return;
    }
    const message = parseAnswer(frames);
    if (message !== undefined) requests.receive(message);
  }
}

/** Undefined for what is no message: whoever listens there is not a Pea. */
function parseAnswer(frames: readonly Buffer[]): Message | undefined {
  try {
    return decodeEnvelope(frames);
  } catch {
    return undefined;
  }
}
