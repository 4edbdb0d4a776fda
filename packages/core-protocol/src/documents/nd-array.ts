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
    Array.isArray(candidate.shape) &&
    ArrayBuffer.isView(candidate.data) &&
    typeof candidate.dtype === 'string' &&
    Object.hasOwn(DTYPES, candidate.dtype)
  );
}

/** Number lists, nested or not. */
export type NumberList = readonly (number | bigint | boolean | NumberList)[];

/**
 * A tensor of a typed array (kept, not copied) or of number lists (nested lists give the shape).
 * `shape` defaults to one dimension, or to that of the nested lists. `dtype` defaults to the typed array's own, for lists to `float64`;
 * a Uint8Array may also be `bool`, a Uint16Array also `float16` (bit patterns).
 * Throws `RangeError` when the shape does not fit, `TypeError` when the dtype does not, or when nested lists are ragged.
 */
export function ndArray(data: TensorData | NumberList, shape?: readonly number[], dtype?: DType): NdArray {
  if (dtype !== undefined && !Object.hasOwn(DTYPES, dtype)) {
    throw new TypeError(`dtype must be one of ${Object.keys(DTYPES).join(', ')}, got ${String(dtype)}`);
  }
  const result = ArrayBuffer.isView(data) ? fromTyped(data, shape, dtype) : fromLists(data, shape, dtype ?? 'float64');
  const size = sizeOfShape(result.shape);
  if (size !== result.data.length) {
    throw new RangeError(`shape [${result.shape.join(', ')}] needs ${size} elements, got ${result.data.length}`);
  }
  return result;
}

/** The elements as nested plain lists: bool as booleans, float16 as numbers, 64-bit integers as numbers where exact, else bigint. */
export function ndArrayToList(array: NdArray): unknown {
  let position = 0;
  const { data, shape } = array;
  const element = elementReader(array);
  const build = (dimension: number): unknown => {
    if (dimension === shape.length) return element(data[position++] as number | bigint);
    return Array.from({ length: shape[dimension] as number }, () => build(dimension + 1));
  };
  return build(0);
}

/** Product of the dimensions; a shape that is not made of whole numbers from 0 on is a `RangeError`. */
export function sizeOfShape(shape: readonly number[]): number {
  let size = 1;
  for (const length of shape) {
    if (!Number.isInteger(length) || length < 0) throw new RangeError(`shape must be whole numbers from 0 on, got [${shape.join(', ')}]`);
    size *= length;
  }
  return size;
}

/** What an element looks like outside of its typed array. */
export function elementReader({ dtype }: NdArray): (element: number | bigint) => unknown {
  if (dtype === 'bool') return (element) => element !== 0;
  if (dtype === 'float16') return (element) => halfToNumber(Number(element));
  if (dtype === 'int64' || dtype === 'uint64') {
    return (element) => (Number.isSafeInteger(Number(element)) ? Number(element) : element);
  }
  return (element) => element;
}

function halfToNumber(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

function fromTyped(data: TensorData, shape: readonly number[] | undefined, dtype: DType | undefined): NdArray {
  const own = dtypeOfTyped(data);
  if (own === undefined) throw new TypeError('data must be a typed array of numbers or number lists');
  const chosen = dtype ?? own;
  // A Buffer is a Uint8Array, so the class is compared by its element type.
  if (DTYPES[chosen] !== DTYPES[own]) throw new TypeError(`dtype ${chosen} does not fit a ${data.constructor.name}`);
  return { dtype: chosen, shape: shape === undefined ? [data.length] : [...shape], data };
}

/** The dtype that a typed array has by itself. */
export function dtypeOfTyped(data: ArrayBufferView): DType | undefined {
  if (data instanceof Uint8ClampedArray) return undefined;
  return (Object.keys(DTYPES) as DType[]).find((dtype) => dtype !== 'float16' && data instanceof DTYPES[dtype]);
}

function fromLists(lists: NumberList, shape: readonly number[] | undefined, dtype: DType): NdArray {
  if (!Array.isArray(lists)) throw new TypeError('data must be a typed array of numbers or number lists');
  if (dtype === 'float16') throw new TypeError('float16 needs a Uint16Array of bit patterns as data');
  const nested = shapeOfLists(lists);
  const flat: NumberList[number][] = [];
  flatten(lists, nested, 0, flat);
  const isBig = dtype === 'int64' || dtype === 'uint64';
  const data = isBig ? DTYPES[dtype].from(flat.map(toBigInt)) : DTYPES[dtype].from(flat.map(Number));
  return { dtype, shape: shape === undefined ? nested : [...shape], data };
}

function shapeOfLists(lists: NumberList): number[] {
  const shape: number[] = [];
  for (let list: unknown = lists; Array.isArray(list); list = list[0]) shape.push(list.length);
  return shape;
}

function flatten(list: NumberList, shape: readonly number[], dimension: number, into: NumberList[number][]): void {
  if (list.length !== shape[dimension]) throw new TypeError('nested lists must all have the same lengths');
  const isLast = dimension === shape.length - 1;
  for (const element of list) {
    if (Array.isArray(element) === isLast) throw new TypeError('nested lists must all have the same lengths');
    if (isLast) into.push(element);
    else flatten(element as NumberList, shape, dimension + 1, into);
  }
}

function toBigInt(element: NumberList[number]): bigint {
  return BigInt(element as bigint | number | boolean);
}
