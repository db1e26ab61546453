import { keyOf, type ResourceRef } from '../kubernetes/resource.ts';
import { isWritten, nameOf, type WhatIf, type WhatIfWorld } from './whatIf.ts';

const policyKinds: readonly string[] = [
  'AuthorizationPolicy',
  'PeerAuthentication',
  'RequestAuthentication',
  'NetworkPolicy',
];

/** Every policy that had a say in the verdict, gone: those that refused, those that let through, and the ALLOWs that missed. */
export function policyWhatIfs(world: WhatIfWorld): readonly WhatIf[] {
  const said = new Map(
    policiesWithASay(world)
      .filter((ref) => policyKinds.includes(ref.kind) && isWritten(world, ref))
      .map((ref) => [keyOf(ref), ref]),
  );
  return [...said].map(([key, ref]) => ({
    id: `policy-gone ${key}`,
    what: { kind: 'policy-gone', policy: nameOf(ref) },
    edits: [{ kind: 'remove-resources', refs: [ref] }],
  }));
}

function policiesWithASay({ trace, compiled }: WhatIfWorld): readonly ResourceRef[] {
  const { verdict, five, hops } = trace;
  const named = new Set([
    ...five.enforcers.flatMap(({ policies }) => policies),
    ...(verdict.deniedBy === null ? [] : [verdict.deniedBy]),
  ]);
  return [
    ...verdict.decidedBy.because.map(({ resource }) => resource),
    // Where a turn ended the request, every policy that it weighed counts: an ALLOW that did not match is why.
    ...hops
      .filter(({ outcome }) => outcome === 'refused')
      .flatMap(({ decisions }) => decisions.flatMap(({ considered }) => considered ?? []))
      .flatMap(({ resource, outcome }) => (resource === undefined || outcome === 'ignored' ? [] : [resource])),
    ...compiled.summary.attachments.map(({ ref }) => ref).filter((ref) => named.has(nameOf(ref))),
  ];
}
