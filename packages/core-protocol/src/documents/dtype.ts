import { RuntimeError } from '../errors/runtime-error.js';
import type { DType } from './nd-array.js';

/** numpy's names of the element types, without byte order. */
const NAMES: Readonly<Record<string, DType>> = {
  f4: 'float32',
  f8: 'float64',
  f2: 'float16',
  i1: 'int8',
  i2: 'int16',
  i4: 'int32',
  i8: 'int64',
  u1: 'uint8',
  u2: 'uint16',
  u4: 'uint32',
  u8: 'uint64',
  b1: 'bool',
};

const WIRE_DTYPES = new Map<DType, string>(
  Object.entries(NAMES).map(([name, dtype]) => [dtype, `${name.endsWith('1') ? '|' : '<'}${name}`]),
);

/** The dtype text that is written: little endian, `|` for single bytes, as numpy does. */
export function wireDtype(dtype: DType): string {
  const text = WIRE_DTYPES.get(dtype);
  if (text === undefined) throw new TypeError(`dtype must be one of ${[...WIRE_DTYPES.keys()].join(', ')}, got ${String(dtype)}`);
  return text;
}

/** The element type and byte order of numpy's dtype text; `what` names the array in the error. */
export function parseWireDtype(text: string, what: string): { dtype: DType; isBigEndian: boolean } {
  const order = text.charAt(0);
  const hasOrder = order === '<' || order === '>' || order === '|' || order === '=';
  const name = hasOrder ? text.slice(1) : text;
  if (Object.hasOwn(NAMES, name)) return { dtype: NAMES[name] as DType, isBigEndian: order === '>' && !name.endsWith('1') };
  if (WIRE_DTYPES.has(name as DType)) return { dtype: name as DType, isBigEndian: order === '>' };
  throw new RuntimeError(
    'protocol_content_unsupported',
    `${what}: dtype ${JSON.stringify(text.slice(0, 40))} is not one that can be read`,
    {
      details: { dtype: text.slice(0, 40), readable: [...WIRE_DTYPES.values()] },
    },
  );
}
