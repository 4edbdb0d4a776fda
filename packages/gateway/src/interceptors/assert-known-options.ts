import { nearestName } from '@zedflow/runtime-api';

/** Throws a `TypeError` for an option that `who` does not have: a slip must not leave a gateway open. */
export function assertKnownOptions(who: string, options: object, names: readonly string[]): void {
  for (const name of Object.keys(options)) {
    if (names.includes(name)) continue;
    const nearest = nearestName(name, names);
    const known = names.length === 0 ? 'it takes none' : `it has ${names.join(', ')}`;
    throw new TypeError(`${who} has no option ${name}; ${nearest === undefined ? known : `did you mean ${nearest}?`}`);
  }
}
