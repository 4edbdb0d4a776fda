import type { Metadata, ServerDuplexStream, ServerUnaryCall, ServerWritableStream } from '@grpc/grpc-js';

export type { Metadata };

/** One message each way. */
export type UnaryCall = ServerUnaryCall<Buffer, Uint8Array>;

/** Messages both ways. */
export type DuplexCall = ServerDuplexStream<Buffer, Uint8Array>;

/** One message in, many out. */
export type WritableCall = ServerWritableStream<Buffer, Uint8Array>;

/** What all three have. */
export type ServerSurfaceCall = Pick<UnaryCall, 'metadata' | 'getPeer' | 'getDeadline'>;
