import type { Compiled } from './compiled.ts';
import type { ScenarioEdit } from './edit.ts';
import { sameResource, type ResourceRef } from './kubernetes/resource.ts';
import type { MeshSummary, ServiceSummary, WorkloadSummary } from './meshSummary.ts';
import { callerOf } from './prediction.ts';
import type { ScenarioRequest } from './scenario.ts';
import type { Trace } from './trace.ts';

/** One change that would say something about a trace. Names are `namespace/name`, of a Namespace its own. */
export type WhatIfKind =
  | { readonly kind: 'ambient-off' | 'ambient-on'; readonly end: 'caller' | 'destination'; readonly namespace: string }
  | { readonly kind: 'pod-out'; readonly pod: string }
  | { readonly kind: 'waypoint-unlabel' | 'waypoint-use'; readonly object: string; readonly waypoint: string }
  | { readonly kind: 'waypoint-none'; readonly object: string }
  | { readonly kind: 'waypoint-not-ready'; readonly waypoint: string }
  | { readonly kind: 'by-pod-address'; readonly address: string }
  | { readonly kind: 'from-outside' }
  | { readonly kind: 'from-unmeshed'; readonly caller: string }
  | { readonly kind: 'delete-policy'; readonly policy: string; readonly resource: string }
  | { readonly kind: 'strict'; readonly namespace: string };

export interface WhatIf {
  readonly what: WhatIfKind;
  /** Carried out as one step of undo. */
  readonly edits: readonly ScenarioEdit[];
  /** The request that is sent then, where it is another. */
  readonly request?: ScenarioRequest;
}

type World = Pick<Compiled, 'summary' | 'manifests' | 'spec'>;

/** The changes that make sense for a trace, each an edit of the document. */
export function whatIfsOf(trace: Trace, world: World): readonly WhatIf[] {
  return [
    ...waypointChanges(trace, world),
    ...policyChanges(trace, world),
    ...requestChanges(trace, world),
    ...captureChanges(trace, world),
    ...strictness(trace, world),
  ];
}

function destinationOf(trace: Trace, summary: MeshSummary): WorkloadSummary | undefined {
  const { verdict, hops, five } = trace;
  const reached = hops.findLast(({ at }, step) => step > 0 && (at.kind === 'app' || at.kind === 'ztunnel'))?.at;
  const ref = verdict.backend ?? (reached?.kind === 'app' ? reached.pod : undefined) ?? five.dialled.resource;
  const found = ref === undefined ? undefined : summary.workloads.find((each) => sameResource(each.ref, ref));
  if (found !== undefined) return found;
  const endpoint = dialledService(trace, summary)?.endpoints[0]?.workload;
  return endpoint === undefined ? undefined : summary.workloads.find((each) => sameResource(each.ref, endpoint));
}

function dialledService({ five }: Trace, { services }: MeshSummary): ServiceSummary | undefined {
  const { resource } = five.dialled;
  return resource === undefined ? undefined : services.find(({ ref }) => sameResource(ref, resource));
}

function isWritten({ manifests }: World, ref: ResourceRef): boolean {
  return manifests.some(({ resources }) => resources.some((each) => sameResource(each, ref)));
}

function waypointChanges(trace: Trace, world: World): readonly WhatIf[] {
  const { summary } = world;
  const service = dialledService(trace, summary);
  if (service === undefined || !isWritten(world, service.ref)) return [];
  const object = `${service.namespace}/${service.name}`;
  const { waypoint: binding, ref } = service;
  if (binding?.bound === undefined) {
    const own = summary.gateways.find(({ role, namespace }) => role === 'waypoint' && namespace === service.namespace);
    if (own === undefined || binding?.requested === `${own.namespace}/${own.name}`) return [];
    const what = { kind: 'waypoint-use', object, waypoint: `${own.namespace}/${own.name}` } as const;
    return [{ what, edits: [{ kind: 'set-waypoint', target: ref, waypoint: own.ref }] }];
  }
  const waypoint = nameOf(binding.bound);
  const labelled = binding.because.find(({ path }) => path.includes('istio.io/use-waypoint'))?.resource;
  const target = labelled ?? ref;
  return [
    ...(labelled === undefined
      ? []
      : [
          {
            what: { kind: 'waypoint-unlabel', object: nameOf(target), waypoint },
            edits: [{ kind: 'set-waypoint', target, waypoint: 'inherit' }],
          } as const,
        ]),
    ...(labelled?.kind === 'Namespace'
      ? [
          {
            what: { kind: 'waypoint-none', object },
            edits: [{ kind: 'set-waypoint', target: ref, waypoint: 'none' }],
          } as const,
        ]
      : []),
    ...(isWritten(world, binding.bound)
      ? [
          {
            what: { kind: 'waypoint-not-ready', waypoint },
            edits: [{ kind: 'set-field', ref: binding.bound, path: ['status'], value: notReady }],
          } as const,
        ]
      : []),
  ];
}

/** As istiod writes it while no proxy runs: no address, so nobody can be sent there. */
const notReady = {
  conditions: [
    {
      type: 'Programmed',
      status: 'False',
      reason: 'Pending',
      message: '',
      lastTransitionTime: '2026-01-01T00:00:00Z',
    },
  ],
} as const;

/** Every policy that had a say, or was looked at. */
function policyChanges({ five, hops, verdict }: Trace, world: World): readonly WhatIf[] {
  const found = new Map<string, ResourceRef>();
  const isPolicy = ({ kind }: ResourceRef): boolean => kind === 'AuthorizationPolicy' || kind === 'PeerAuthentication';
  for (const { policies } of five.enforcers) {
    for (const policy of policies) {
      const [namespace = '', name = ''] = policy.split('/');
      for (const kind of ['AuthorizationPolicy', 'PeerAuthentication'])
        found.set(`${kind} ${policy}`, { kind, namespace, name });
    }
  }
  const decisions = hops.flatMap((hop) => hop.decisions);
  const looked = decisions.flatMap(({ considered = [] }) => considered.flatMap(({ resource }) => resource ?? []));
  const because = [...decisions.flatMap((each) => each.because), ...verdict.decidedBy.because];
  for (const ref of [...looked, ...because.map(({ resource }) => resource)].filter(isPolicy)) {
    found.set(`${ref.kind} ${nameOf(ref)}`, ref);
  }
  return [...found.values()]
    .filter((ref) => isWritten(world, ref))
    .map((ref) => ({
      what: { kind: 'delete-policy', policy: nameOf(ref), resource: ref.kind },
      edits: [{ kind: 'remove-resources', refs: [ref] }],
    }));
}

function requestChanges(trace: Trace, { summary, spec }: World): readonly WhatIf[] {
  const { request, five } = trace;
  const changes: WhatIf[] = [];
  const add = (what: WhatIfKind, part: Partial<ScenarioRequest>): void => {
    const changed = {
      ...withoutExpectation(request),
      ...part,
      name: freeName(`${request.name}-${what.kind}`, spec.requests),
    };
    changes.push({ what, edits: [{ kind: 'set-requests', requests: [...spec.requests, changed] }], request: changed });
  };
  const pod = destinationOf(trace, summary);
  const ip = pod?.addresses[0];
  const port = pod?.ports[0];
  if (five.dialled.kind === 'service' && ip !== undefined && port !== undefined && !ip.includes(':')) {
    const address = `${ip}:${String(port)}`;
    const to = request.to.replace(/^([a-z]+:\/\/)[^/]*/, `$1${address}`);
    if (to !== request.to) add({ kind: 'by-pod-address', address }, { to });
  }
  const stranger = summary.workloads.find(
    ({ participation, gateway, hostNetwork, namespace, ref }) =>
      participation === 'outside' &&
      gateway === undefined &&
      !hostNetwork &&
      !/-system$/.test(namespace) &&
      ref.name !== pod?.name,
  );
  if (stranger !== undefined && five.captured.source) {
    const caller = `${stranger.namespace}/${stranger.origin?.name ?? stranger.name}`;
    if (caller !== request.from) add({ kind: 'from-unmeshed', caller }, { from: caller });
  }
  if (request.from !== 'outside') add({ kind: 'from-outside' }, { from: 'outside' });
  return changes;
}

/** What was expected of the request says nothing about the changed one. */
function withoutExpectation(request: ScenarioRequest): ScenarioRequest {
  const { name, from, to, method, headers, body, token, seed } = request;
  return JSON.parse(JSON.stringify({ name, from, to, method, headers, body, token, seed })) as ScenarioRequest;
}

function freeName(wanted: string, taken: readonly ScenarioRequest[]): string {
  const names = new Set(taken.map(({ name }) => name));
  let name = wanted;
  for (let count = 2; names.has(name); count += 1) name = `${wanted}-${String(count)}`;
  return name;
}

function captureChanges(trace: Trace, world: World): readonly WhatIf[] {
  const { summary } = world;
  const caller = callerOf(summary.workloads, trace.request.from);
  const destination = destinationOf(trace, summary);
  const ends = [
    ['caller', caller?.namespace],
    ['destination', destination?.namespace],
  ] as const;
  const seen = new Set<string>();
  const changes: WhatIf[] = [];
  for (const [end, namespace] of ends) {
    const home = summary.namespaces.find(({ name }) => name === namespace);
    if (home?.declared !== true || seen.has(home.name)) continue;
    seen.add(home.name);
    const target = { kind: 'Namespace', name: home.name };
    const what = { kind: home.ambient ? 'ambient-off' : 'ambient-on', end, namespace: home.name } as const;
    changes.push({ what, edits: [{ kind: 'set-ambient', target, to: home.ambient ? 'inherit' : 'on' }] });
  }
  for (const pod of [caller, destination]) {
    const target = pod?.origin ?? pod?.ref;
    if (pod?.participation !== 'captured' || target === undefined || !isWritten(world, target)) continue;
    changes.push({
      what: { kind: 'pod-out', pod: `${pod.namespace}/${target.name}` },
      edits: [{ kind: 'set-ambient', target, to: 'off' }],
    });
  }
  return changes;
}

function strictness(trace: Trace, { summary, manifests }: World): readonly WhatIf[] {
  const destination = destinationOf(trace, summary);
  if (destination?.participation !== 'captured' && destination?.participation !== 'sidecar') return [];
  const { namespace } = destination;
  const exists = manifests.some(({ resources }) =>
    resources.some((ref) => ref.kind === 'PeerAuthentication' && ref.namespace === namespace),
  );
  if (exists) return [];
  const resource = { kind: 'peer-authentication', namespace, name: 'strict', mode: 'STRICT' } as const;
  return [{ what: { kind: 'strict', namespace }, edits: [{ kind: 'add-resource', resource }] }];
}

function nameOf({ namespace, name }: ResourceRef): string {
  return namespace === undefined ? name : `${namespace}/${name}`;
}
