import { malformed } from '../errors/protocol-error.js';
import { RuntimeError } from '../errors/runtime-error.js';
import { parseWireDtype, wireDtype } from './dtype.js';
import { COPY_BELOW_BYTES, type DecodeState } from './limits.js';
import { DTYPES, type DType, type NdArray, sizeOfShape, type TensorData } from './nd-array.js';

/** `DenseNdArrayProto`, the same in both generations. */
export interface DenseProto {
  buffer?: Uint8Array | null;
  shape?: number[] | null;
  dtype?: string | null;
}

/**
 * The tensor of a `DenseNdArrayProto`: a view on the received bytes where it is large and aligned, else a copy (big endian is swapped).
 * The shape is held against the buffer before anything is allocated.
 */
export function readDense(proto: DenseProto, what: string, state: DecodeState): NdArray {
  const buffer = proto.buffer ?? new Uint8Array();
  const shape = proto.shape ?? [];
  const { dtype, isBigEndian } = parseWireDtype(proto.dtype || '<f8', what);
  const elementBytes = DTYPES[dtype].BYTES_PER_ELEMENT;
  const needed = sizeOfShape(shape) * elementBytes;
  if (buffer.byteLength === 0 && needed > 0) return { dtype, shape, data: typedArray(dtype, zeros(needed, what, state)) };
  if (needed !== buffer.byteLength) {
    throw malformed(what, `shape [${shape.slice(0, 8).join(', ')}] of ${dtype} needs ${needed} bytes, got ${buffer.byteLength}`);
  }
  const mustCopy = isBigEndian || needed <= COPY_BELOW_BYTES || buffer.byteOffset % elementBytes !== 0;
  const bytes = mustCopy ? copyBytes(buffer) : buffer;
  if (isBigEndian) swapBytes(bytes, elementBytes);
  return { dtype, shape, data: typedArray(dtype, bytes) };
}

/** `DenseNdArrayProto` of a tensor: its bytes are not copied here. `originDtype` is how it came, when that was big endian. */
export function writeDense(array: NdArray, what: string, originDtype?: string): DenseProto {
  const { data, shape, dtype } = array;
  assertShape(array, what);
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  const proto: DenseProto = { shape, dtype: wireDtype(dtype) };
  if (originDtype !== undefined && parseWireDtype(originDtype, what).dtype === dtype) {
    const swapped = copyBytes(bytes);
    swapBytes(swapped, data.BYTES_PER_ELEMENT);
    return { shape, dtype: originDtype, buffer: swapped };
  }
  if (bytes.byteLength > 0) proto.buffer = bytes;
  return proto;
}

/** A tensor that was made by hand may say what it likes. */
export function assertShape({ shape, data }: NdArray, what: string): void {
  if (shape.every((length) => Number.isInteger(length) && length >= 0) && sizeOfShape(shape) === data.length) return;
  throw new RuntimeError('invalid_argument', `${what}: shape [${shape.join(', ')}] does not fit ${data.length} elements`);
}

/** A copy with memory of its own. (`slice` of a Buffer would be a view.) */
export function copyBytes(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const { byteLength } = bytes;
  // Zeroing memory that is written anyway doubles the price of a large copy; a small Buffer has more to set up.
  const copy = byteLength > COPY_BELOW_BYTES ? new Uint8Array(Buffer.allocUnsafeSlow(byteLength).buffer) : new Uint8Array(byteLength);
  copy.set(bytes);
  return copy;
}

/** Bytes of a document: small ones copied, large ones a view on the payload. */
export function ownBytes(bytes: Uint8Array): Uint8Array {
  if (bytes.byteLength <= COPY_BELOW_BYTES) return copyBytes(bytes);
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function zeros(bytes: number, what: string, state: DecodeState): Uint8Array {
  if (bytes > state.zeroFillBytes) {
    throw new RuntimeError('protocol_message_too_large', `${what}: a shape without data asks for ${bytes} bytes of zeros`);
  }
  state.zeroFillBytes -= bytes;
  return new Uint8Array(bytes);
}

function typedArray(dtype: DType, bytes: Uint8Array): TensorData {
  const Type = DTYPES[dtype];
  return new Type(bytes.buffer as ArrayBuffer, bytes.byteOffset, bytes.byteLength / Type.BYTES_PER_ELEMENT);
}

function swapBytes(bytes: Uint8Array, elementBytes: number): void {
  for (let start = 0; start < bytes.byteLength; start += elementBytes) bytes.subarray(start, start + elementBytes).reverse();
}
