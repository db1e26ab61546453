import type { HeaderLine } from '../../dataplane/connection.ts';
import { withAddedHeader, withHeader, withoutHeader } from '../headerLines.ts';
import type { HeaderEdits } from './routeTable.ts';

/** Removes, then sets, then adds a line of its own. Mirrors Envoy `HeaderParser::evaluateHeaders`. */
export function applyEdits(lines: readonly HeaderLine[], { remove, set, add }: HeaderEdits): readonly HeaderLine[] {
  let result = lines;
  for (const name of remove) result = withoutHeader(result, name);
  // Envoy leaves out what would be empty.
  for (const [name, value] of set) result = value === '' ? result : withHeader(result, name, value);
  for (const [name, value] of add) result = value === '' ? result : withAddedHeader(result, name, value);
  return result;
}

export function isEmpty({ remove, set, add }: HeaderEdits): boolean {
  return remove.length === 0 && set.length === 0 && add.length === 0;
}
