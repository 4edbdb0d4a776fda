/** TypedArray class of each dtype. `float16` and `bool` have none of their own: 16-bit patterns, and bytes 0 and 1. */
export const DTYPES = {
  float32: Float32Array,
  float64: Float64Array,
  float16: Uint16Array,
  int8: Int8Array,
  int16: Int16Array,
  int32: Int32Array,
  int64: BigInt64Array,
  uint8: Uint8Array,
  uint16: Uint16Array,
  uint32: Uint32Array,
  uint64: BigUint64Array,
  bool: Uint8Array,
} as const;

/** Element type of a tensor. */
export type DType = keyof typeof DTYPES;

/** The elements of a tensor in C order. */
export type TensorData = InstanceType<(typeof DTYPES)[DType]>;

/** A tensor: `data.length` is the product of `shape`; an empty shape is a scalar. */
export interface NdArray {
  dtype: DType;
  shape: number[];
  data: TensorData;
}

/** Whether `value` has the form of an {@link NdArray}. */
export function isNdArray(value: unknown): value is NdArray {
  if (typeof value !== 'object' || value === null) return false;
  const candidate = value as Partial<NdArray>;
  return (
    Array.isArray(candidate.shape) && ArrayBuffer.isView(candidate.data) && typeof candidate.dtype === 'string' && candidate.dtype in DTYPES
  );
}
