/** How a field came on the wire, where its value alone does not tell. */
export interface Origin {
  /** v2: name of the node's content (`float`, `tuple`, ...); v1: `sparse`, else absent. */
  readonly kind?: string;
  /** v2: `type` of the node (`any_url`, `torch_tensor`, ...). v1: `cls_name` of the array. */
  readonly type?: string;
  /** dtype of the array as it was written, when it is not the usual one (big endian). */
  readonly dtype?: string;
  /** `parameters` of the array, or the whole message of a sparse one, as bytes. */
  readonly bytes?: Uint8Array;
  /** Elements of a list: one origin for all, or one for each. */
  readonly items?: Origin | readonly (Origin | undefined)[];
  /** Members of a dict. */
  readonly members?: Readonly<Record<string, Origin>>;
}

/** Origins of the fields of one document, and the generation in which they mean something. */
export interface DocumentOrigin {
  readonly contentType: 'jina/v1' | 'jina/v2';
  readonly fields: Readonly<Record<string, Origin>>;
}

/**
 * The property of a document that holds its {@link DocumentOrigin}. Enumerable, so that `{ ...doc }` keeps it; a symbol, so that
 * neither JSON nor loops over the fields see it.
 */
export const ORIGIN: unique symbol = Symbol.for('zedflow.documentOrigin');

/** The origin of a document when it was read in the given generation. */
export function originOf(document: object, contentType: 'jina/v1' | 'jina/v2'): Readonly<Record<string, Origin>> | undefined {
  const origin = (document as { [ORIGIN]?: DocumentOrigin })[ORIGIN];
  return origin?.contentType === contentType ? origin.fields : undefined;
}

export function setOrigin(document: object, contentType: 'jina/v1' | 'jina/v2', fields: Readonly<Record<string, Origin>>): void {
  (document as { [ORIGIN]?: DocumentOrigin })[ORIGIN] = { contentType, fields };
}
