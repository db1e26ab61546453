import type { DestinationRule } from '#model/kubernetes/kinds.ts';
import { none, type Findings } from './goError.ts';

export function checkDestinationRule(_rule: DestinationRule): Findings {
  return none;
}
