import type { WhatIfKind } from '#model/whatIf.ts';
import { numbersOf } from '#ui/i18n/numbers.ts';

const { list } = numbersOf('en');

function change(what: WhatIfKind): string {
  switch (what.kind) {
    case 'ambient-off':
      return `take namespace ${what.namespace} out of ambient`;
    case 'ambient-on':
      return `take namespace ${what.namespace} into ambient`;
    case 'pod-out':
      return `take ${what.pod} out of the mesh`;
    case 'waypoint-unlabel':
      return `remove the waypoint label from ${what.object}`;
    case 'waypoint-use':
      return `let ${what.object} use ${what.waypoint}`;
    case 'waypoint-none':
      return `opt ${what.object} out of the waypoint`;
    case 'waypoint-not-ready':
      return `${what.waypoint} is not ready`;
    case 'by-pod-address':
      return `call the pod, ${what.address}`;
    case 'from-outside':
      return 'call from outside the cluster';
    case 'from-unmeshed':
      return `call from ${what.caller}, out of the mesh`;
    case 'delete-policy':
      return `delete ${what.resource === 'AuthorizationPolicy' ? 'policy' : what.resource} ${what.policy}`;
    case 'strict':
      return `require mTLS in ${what.namespace} (STRICT)`;
  }
}

/** What the what-ifs say. */
export const whatIf = {
  title: 'What if …',
  change,
  compare: (what: string) => `Compare: ${what}`,
  compareWord: 'Compare',
  readOnly: 'A scenario from a link is read-only: fork it to try these. Comparing works.',
  made: (what: string) => `Changed: ${what}.`,
  keep: 'Keep',
  undo: 'Undo',
  verdict: (before: string, after: string) => `${before} → ${after}`,
  throughNow: (waypoints: readonly string[]) => `now through ${list(waypoints)}`,
  pastNow: (waypoints: readonly string[]) => `no longer through ${list(waypoints)}`,
  podSeesNow: (identity: string) => `the pod sees ${identity}`,
  podSeesNobody: 'the pod sees no identity',
  podNotReached: 'no pod is reached',
  pathNow: 'the path is another',
  nothing: 'Nothing changed for this request.',
  separator: '; ',
};
