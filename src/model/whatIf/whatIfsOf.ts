import type { Compiled } from '../compiled.ts';
import type { Trace } from '../trace.ts';
import { ambientWhatIfs, strictWhatIfs } from './meshWhatIfs.ts';
import { policyWhatIfs } from './policyWhatIfs.ts';
import { requestWhatIfs } from './requestWhatIfs.ts';
import { waypointWhatIfs } from './waypointWhatIfs.ts';
import type { WhatIf } from './whatIf.ts';

/** The changes that are worth trying on one request, those nearest to its verdict first. Only such as can be made. */
export function whatIfsOf(trace: Trace, compiled: Pick<Compiled, 'summary' | 'spec' | 'manifests'>): readonly WhatIf[] {
  const world = { trace, compiled };
  return [
    ...policyWhatIfs(world),
    ...waypointWhatIfs(world),
    ...requestWhatIfs(world),
    ...ambientWhatIfs(world),
    ...strictWhatIfs(world),
  ];
}
