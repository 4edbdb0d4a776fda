import { RuntimeError } from '../errors/runtime-error.js';
import { PROTOCOL_VERSION, type ProtocolVersion } from './envelope.js';

/** The protocol versions that a side reads: every minor of each major from `min` to `max`. */
export interface ProtocolRange {
  readonly min: ProtocolVersion;
  readonly max: ProtocolVersion;
}

/** What this code reads. */
export const PROTOCOL_RANGE: ProtocolRange = { min: PROTOCOL_VERSION, max: PROTOCOL_VERSION };

/**
 * The version that two sides speak: the highest common major, and of it the lower of the two minors.
 * Throws `protocol_version_mismatch`, naming both ranges, when there is none.
 */
export function negotiateVersion(ours: ProtocolRange, theirs: ProtocolRange): ProtocolVersion {
  assertRange(ours, 'ours');
  assertRange(theirs, 'theirs');
  const major = Math.min(ours.max.major, theirs.max.major);
  if (major < Math.max(ours.min.major, theirs.min.major)) {
    const details = { ours: formatRange(ours), theirs: formatRange(theirs) };
    throw new RuntimeError(
      'protocol_version_mismatch',
      `this side reads protocol ${details.ours}, the other side reads ${details.theirs}: update the older one`,
      { details },
    );
  }
  return { major, minor: Math.min(minorOf(ours, major), minorOf(theirs, major)) };
}

/** The other side's range comes from a hello, so its form is not sure. */
function assertRange(range: ProtocolRange, name: string): void {
  for (const bound of [range?.min, range?.max]) {
    if (Number.isSafeInteger(bound?.major) && Number.isSafeInteger(bound?.minor)) continue;
    throw new RuntimeError('protocol_malformed', `protocol range of ${name}: min and max must have a whole major and minor`);
  }
}

function minorOf(range: ProtocolRange, major: number): number {
  return range.max.major === major ? range.max.minor : Number.POSITIVE_INFINITY;
}

function formatRange({ min, max }: ProtocolRange): string {
  const lowest = `${min.major}.${min.minor}`;
  const highest = `${max.major}.${max.minor}`;
  return lowest === highest ? lowest : `${lowest} to ${highest}`;
}
