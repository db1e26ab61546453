import type { VirtualService } from '#model/kubernetes/kinds.ts';
import { none, type Findings } from './goError.ts';

export function checkVirtualService(_service: VirtualService): Findings {
  return none;
}
