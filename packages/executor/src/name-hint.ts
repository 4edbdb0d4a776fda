import { nearestName } from '@zedflow/runtime-api';

const MAX_SHOWN = 10;

/** What to add to "X does not exist": the nearest of the names that do, else the list of them. Empty when there are none. */
export function nameHint(wanted: string, names: readonly string[]): string {
  if (names.length === 0) return '';
  const nearest = nearestName(wanted, names);
  if (nearest !== undefined) return `; did you mean '${nearest}'?`;
  const more = names.length - MAX_SHOWN;
  return `; there are: ${names.slice(0, MAX_SHOWN).join(', ')}${more > 0 ? `, and ${more} more` : ''}`;
}
