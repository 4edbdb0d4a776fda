/** Finds the documents of a request without decoding them: what the bare slice does in place of a codec. */

const DATA_KEY = Buffer.from('"data":');

/** The bytes of the array `data` of a JSON body whose `data` comes first and is the only array. */
export function sliceJsonData(body) {
  const start = body.indexOf(DATA_KEY) + DATA_KEY.length;
  return body.subarray(start, body.lastIndexOf(']') + 1);
}

export const wrapJsonData = (data) => Buffer.concat([Buffer.from('{"data":'), data, Buffer.from('}')]);

/** Splits a DataRequestProto: the bytes of its field 4 (the documents), and all other fields as they are. */
export function sliceProtoData(bytes) {
  const rest = [];
  let data = bytes.subarray(0, 0);
  for (let at = 0; at < bytes.length; ) {
    const tag = readVarint(bytes, at);
    const length = readVarint(bytes, tag.next);
    const end = length.next + length.value;
    if (tag.value >> 3 === 4) data = bytes.subarray(length.next, end);
    else rest.push(bytes.subarray(at, end));
    at = end;
  }
  return { data, rest };
}

export function wrapProtoData({ rest, data }) {
  return Buffer.concat([...rest, Buffer.from([(4 << 3) | 2, ...varint(data.length)]), data]);
}

function readVarint(bytes, at) {
  let value = 0;
  for (let shift = 0, next = at; ; shift += 7) {
    const byte = bytes[next++];
    value += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) return { value, next };
  }
}

function varint(value) {
  const bytes = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return [...bytes, rest];
    bytes.push((rest % 128) | 0x80);
  }
}
