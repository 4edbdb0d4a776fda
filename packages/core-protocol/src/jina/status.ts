import { jina } from '../../gen/jina-v2.js';
import type { Status } from '../envelope/envelope.js';
import { toProtocolError } from '../errors/protocol-error.js';
import { wellFormed } from '../wire/well-formed.js';

type StatusProto = jina.StatusProto.$Properties;

/** The bytes of `jina.StatusProto`. SUCCESS without description is zero bytes long (Jina 3.34). */
export function encodeStatus(status: Status): Uint8Array {
  return jina.StatusProto.encode(statusToProto(status)).finish();
}

/** The status of `jina.StatusProto` bytes. A code of a newer Jina counts as ERROR. */
export function decodeStatus(bytes: Uint8Array): Status {
  try {
    return statusFromProto(jina.StatusProto.decode(bytes));
  } catch (thrown) {
    throw toProtocolError(thrown, 'jina.StatusProto');
  }
}

export function statusToProto(status: Status): StatusProto {
  const proto: StatusProto = {};
  if (status.code === 'ERROR') proto.code = 1;
  if (status.description) proto.description = wellFormed(status.description);
  if (status.exception !== undefined) {
    const { name, args, stacks, executor } = status.exception;
    const exception: jina.StatusProto.ExceptionProto.$Properties = { args: args.map(wellFormed), stacks: [...stacks] };
    if (name !== '') exception.name = wellFormed(name);
    if (executor !== '') exception.executor = executor;
    proto.exception = exception;
  }
  return proto;
}

export function statusFromProto(proto: StatusProto): Status {
  const code = (proto.code ?? 0) === 0 ? 'SUCCESS' : 'ERROR';
  const described = proto.description ? ({ code, description: proto.description } as const) : ({ code } as const);
  if (!proto.exception) return described;
  const { name, args, stacks, executor } = proto.exception;
  return { ...described, exception: { name: name ?? '', args: args ?? [], stacks: stacks ?? [], executor: executor ?? '' } };
}
