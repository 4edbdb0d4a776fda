import { RuntimeError } from '../errors/runtime-error.js';
import { dtypeOfTyped, type NdArray, type TensorData } from './nd-array.js';

/** A typed array that stands where a tensor may stand: one dimension, its own dtype. */
export function tensorOfTyped(view: ArrayBufferView, path: string): NdArray {
  const dtype = dtypeOfTyped(view);
  if (dtype === undefined) {
    throw new RuntimeError('invalid_argument', `document field ${path} is a ${view.constructor.name}: use a Uint8Array or an NdArray`);
  }
  return { dtype, shape: [(view as TensorData).length], data: view as TensorData };
}
