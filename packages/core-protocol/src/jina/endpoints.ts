import { jina } from '../../gen/jina-v2.js';
import { toProtocolError } from '../errors/protocol-error.js';
import type { JsonObject } from '../json-value.js';
import { structFromJson, structToJson } from './struct.js';

/** Jina's `EndpointsProto`: what discovery answers. `schemas` as Jina 3.34 has it: per endpoint `input` and `output` with `name` and `model`, `is_generator`, `is_singleton_doc`, `parameters`. */
export interface JinaEndpoints {
  readonly endpoints: readonly string[];
  readonly writeEndpoints: readonly string[];
  readonly schemas: JsonObject;
}

/** The bytes of `jina.EndpointsProto`. */
export function encodeEndpoints({ endpoints, writeEndpoints, schemas }: JinaEndpoints): Uint8Array {
  const proto = { endpoints: [...endpoints], writeEndpoints: [...writeEndpoints], schemas: structFromJson(schemas, 'schemas') };
  return jina.EndpointsProto.encode(proto).finish();
}

/** The endpoints of `jina.EndpointsProto` bytes. Throws `protocol_malformed` or `protocol_too_deep`. */
export function decodeEndpoints(bytes: Uint8Array): JinaEndpoints {
  try {
    const proto = jina.EndpointsProto.decode(bytes);
    const schemas = proto.schemas ? structToJson(proto.schemas) : {};
    return { endpoints: proto.endpoints, writeEndpoints: proto.writeEndpoints, schemas };
  } catch (thrown) {
    throw toProtocolError(thrown, 'jina.EndpointsProto');
  }
}
