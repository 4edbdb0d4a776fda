import { type Envelope, type JsonObject, negotiateVersion, PROTOCOL_RANGE, type ProtocolRange, RuntimeError } from '@zedflow/core-protocol';
import type { PeaDescription } from '@zedflow/runtime-api';

/** What a Pea says first: who it is, what it reads, what may be in flight. */
export interface Hello {
  readonly token: string;
  readonly protocol: ProtocolRange;
  readonly description: PeaDescription | undefined;
  readonly calls: number;
  readonly bytes: number;
}

export function helloEnvelope(hello: Partial<Hello>): Envelope {
  const { token = '', protocol = PROTOCOL_RANGE, description, calls = 0, bytes = 0 } = hello;
  // A description is plain data by contract; the codec writes it as JSON.
  const body = { token, protocol, ...(description && { description }) } as unknown as JsonObject;
  return { kind: 'hello', sequence: 0, requestId: '', endpoint: '', body, credit: { calls, bytes } };
}

/**
 * Reads a hello and sees that both sides share a protocol version.
 *
 * @throws RuntimeError `protocol_malformed`, `protocol_version_mismatch`.
 */
export function parseHello(envelope: Envelope): Hello {
  const body = envelope.body as unknown as Partial<Hello> | undefined;
  const { calls, bytes } = envelope.credit ?? { calls: 0, bytes: 0 };
  if (envelope.kind !== 'hello' || body === undefined || typeof body.token !== 'string' || !isCount(calls) || !isCount(bytes)) {
    throw new RuntimeError('protocol_malformed', `The first message on a link must be a hello, got one of kind ${envelope.kind}.`);
  }
  const protocol = body.protocol as ProtocolRange;
  negotiateVersion(PROTOCOL_RANGE, protocol);
  return { token: body.token, protocol, description: body.description, calls, bytes };
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && value >= 0;
}
