import type { WhatIfKind } from '#model/whatIf/whatIf.ts';
import { numbersOf } from '#ui/i18n/numbers.ts';

const { list, number } = numbersOf('en');

/** Goes on after "What if". */
function change(what: WhatIfKind): string {
  switch (what.kind) {
    case 'policy-gone':
      return `${what.policy} were gone`;
    case 'waypoint-label-gone':
      return `${what.object} lost its use-waypoint label`;
    case 'waypoint-opted-out':
      return `${what.object} opted out of the waypoint`;
    case 'waypoint-opt-out-gone':
      return `${what.object} did not opt out of the waypoint`;
    case 'waypoint-used':
      return `${what.object} used ${what.waypoint}`;
    case 'waypoint-added':
      return `${what.object} had a waypoint`;
    case 'waypoint-never-ready':
      return `${what.waypoint} were not ready yet`;
    case 'waypoint-ready':
      return `${what.waypoint} were ready`;
    case 'ambient-left':
      return what.isNamespace ? `${what.object} left ambient` : `${what.object} opted out of ambient`;
    case 'ambient-joined':
      return `${what.object} joined ambient`;
    case 'pod-dialled':
      return `${what.pod} were called by pod IP`;
    case 'service-dialled':
      return `Service ${what.service} were called`;
    case 'from-outside':
      return `it came from outside, by ${what.gateway}`;
    case 'from-unmeshed':
      return `${what.caller}, out of the mesh, called`;
    case 'strict':
      return `${what.namespace} demanded mTLS (STRICT)`;
  }
}

function identity(seen: string): string {
  return seen === 'none' ? 'no identity' : seen;
}

/** What the what-ifs say. */
export const whatIf = {
  title: 'What if …',
  change,
  question: (what: WhatIfKind) => `What if ${change(what)}?`,
  world: (what: WhatIfKind) => `If ${change(what)}`,
  now: 'Now',
  before: 'Before',
  tryIt: (what: WhatIfKind) => `Change the scenario and send again: what if ${change(what)}?`,
  compare: (what: WhatIfKind) => `Compare: what if ${change(what)}?`,
  compareWord: 'Compare',
  more: (hidden: number) => `${number(hidden)} more`,
  less: 'Show fewer',
  readOnly: 'A scenario from a link stays as it is; these compare both sides.',
  fork: 'Fork it to change it',
  result: 'What changed',
  keep: 'Keep',
  undo: 'Undo',
  verdict: (before: string, after: string) => `${before} → ${after}`,
  stillVerdict: (word: string) => `Still ${word}`,
  deniedBy: (policy: string) => (policy === 'no-allow-matched' ? 'no ALLOW policy matches' : `denied by ${policy}`),
  joined: (names: readonly string[]) => `now through ${list(names)}`,
  left: (names: readonly string[]) => `no longer through ${list(names)}`,
  encrypted: (all: boolean): string => (all ? 'now encrypted all the way' : 'no longer encrypted all the way'),
  podSees: ([before, after]: readonly [before: string | null, after: string | null]) => {
    if (after === null) return 'no pod is reached';
    const seen = `the pod sees ${identity(after)}`;
    return before === null ? seen : `${seen} instead of ${identity(before)}`;
  },
  pathNow: 'the path is another',
  nothing: 'nothing changes for this request',
  join: (parts: readonly string[]) => `${parts.join('; ')}.`,
};
