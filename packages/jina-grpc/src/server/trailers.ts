import { Metadata } from '@grpc/grpc-js';

/** Trailing metadata of a few names. */
export function trailersOf(values: Readonly<Record<string, string>>): Metadata {
  const trailers = new Metadata();
  for (const [name, value] of Object.entries(values)) trailers.set(name, value);
  return trailers;
}
