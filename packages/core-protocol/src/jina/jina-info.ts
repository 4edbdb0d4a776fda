import { jina } from '../../gen/jina-v2.js';
import { toProtocolError } from '../errors/protocol-error.js';

/** Jina's `JinaInfoProto`: versions and environment of a server, all texts (Jina 3.34). */
export interface JinaInfo {
  readonly jina: Readonly<Record<string, string>>;
  readonly envs: Readonly<Record<string, string>>;
}

/** The bytes of `jina.JinaInfoProto`. */
export function encodeJinaInfo(info: JinaInfo): Uint8Array {
  return jina.JinaInfoProto.encode({ jina: info.jina, envs: info.envs }).finish();
}

/** The maps of `jina.JinaInfoProto` bytes. Throws `protocol_malformed`. */
export function decodeJinaInfo(bytes: Uint8Array): JinaInfo {
  try {
    const proto = jina.JinaInfoProto.decode(bytes);
    return { jina: proto.jina, envs: proto.envs };
  } catch (thrown) {
    throw toProtocolError(thrown, 'jina.JinaInfoProto');
  }
}
