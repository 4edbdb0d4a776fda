import type { google } from '../../gen/jina-v2.js';

type TimestampProto = google.protobuf.Timestamp.$Properties;

/** Epoch milliseconds with fraction. A double keeps about 0.25 microseconds of today's times. */
export function epochMsFromTimestamp(timestamp: TimestampProto): number {
  return Number(timestamp.seconds ?? 0) * 1000 + (timestamp.nanos ?? 0) / 1e6;
}

/** Rounded to whole microseconds, which is what the double can tell. */
export function timestampFromEpochMs(epochMs: number): TimestampProto {
  const microseconds = Math.round(epochMs * 1000);
  const seconds = Math.floor(microseconds / 1e6);
  const nanos = (microseconds - seconds * 1e6) * 1000;
  return nanos === 0 ? { seconds } : { seconds, nanos };
}
