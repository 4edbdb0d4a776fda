import type { Envelope } from '@zedflow/core-protocol';

/** The header codec's bytes as base64, for the rare parameters that JSON cannot say (NaN, infinite). */
export interface EncodedHeader {
  readonly header: string;
}

/** One message: an envelope, or its bytes, or an id alone, which means: as the one before, but for the id and the columns. */
export type HeaderItem = Envelope | EncodedHeader | string;

/** Members in which calls that are alike often differ. */
export type ColumnMember = 'deadlineMs' | 'remainingMs' | 'traceparent' | 'parameters' | 'headers';

/**
 * The JSON of all headers of a batch. A member in which any of the ids differs from the one before has a column with one value for each
 * id, null = absent; one column of values is written and read in half the time of the same values in one item each.
 */
export type BatchHeaders = { items: HeaderItem[] } & { [Member in ColumnMember]?: (NonNullable<Envelope[Member]> | null)[] };
