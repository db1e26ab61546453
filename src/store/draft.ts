import type { Compiled } from '#model/compiled.ts';
import { keyOf } from '#model/kubernetes/resource.ts';
import type { MeshSummary, ServicePortSummary } from '#model/meshSummary.ts';
import type { ScenarioRequest } from '#model/scenario.ts';
import type { RequestDraft } from './state.ts';

export const emptyDraft: RequestDraft = {
  from: '',
  to: '',
  method: 'GET',
  headers: [],
  body: '',
  token: 'none',
  seed: 1,
};

/** The draft of a request that the scenario states. */
export function draftOfRequest(request: ScenarioRequest): RequestDraft {
  const headers = Object.entries(request.headers ?? {}).flatMap(([name, value]) =>
    (typeof value === 'string' ? [value] : value).map((line) => [name, line] as const),
  );
  return {
    name: request.name,
    from: request.from,
    to: request.to,
    method: request.method ?? 'GET',
    headers,
    body: request.body ?? '',
    token: request.token ?? 'none',
    seed: request.seed ?? 1,
    ...(request.expect === undefined ? {} : { expect: request.expect }),
  };
}

/** The request that a draft stands for. Header lines of one name become a list. */
export function requestOfDraft(draft: RequestDraft): ScenarioRequest {
  const headers = new Map<string, readonly string[]>();
  for (const [name, value] of draft.headers) {
    const key = name.trim().toLowerCase();
    if (key !== '') headers.set(key, [...(headers.get(key) ?? []), value]);
  }
  return {
    name: draft.name ?? 'request',
    from: draft.from.trim(),
    to: draft.to.trim(),
    method: draft.method,
    headers: Object.fromEntries(
      [...headers].map(([name, lines]) => [name, lines.length === 1 ? (lines[0] ?? '') : lines]),
    ),
    ...(draft.body === '' ? {} : { body: draft.body }),
    token: draft.token,
    seed: draft.seed,
    ...(draft.expect === undefined ? {} : { expect: draft.expect }),
  };
}

/**
 * A draft that nobody has filled in, or whose caller is gone, takes the first request of the scenario, or a first guess
 * from its objects. A caller that has only got another name is followed, so that typing a name does not lose the draft.
 */
export function draftOf(draft: RequestDraft, compiled: Compiled, before?: Compiled): RequestDraft {
  const from = draft.from.trim();
  const callers = callersOf(compiled);
  const untouched = draft.from === '' && draft.to === '';
  const orphaned = before !== undefined && callersOf(before).has(from) && !callers.has(from);
  if (!untouched && !orphaned) return draft;
  const renamed = orphaned ? newNameOf(from, callersOf(before), callers) : undefined;
  if (renamed !== undefined) return { ...draft, from: renamed };
  const [first] = compiled.spec.requests;
  if (first !== undefined) return draftOfRequest(first);
  return { ...(orphaned ? emptyDraft : draft), ...firstGuess(compiled.summary) };
}

/** Everybody a request may come from: workloads, under the name of what made them too, and who the requests name. */
function callersOf({ spec, summary }: Compiled): ReadonlySet<string> {
  return new Set([
    ...spec.requests.map(({ from }) => from),
    ...summary.workloads.flatMap(({ namespace, name, origin }) => [
      `${namespace}/${name}`,
      ...(origin === undefined ? [] : [`${namespace}/${origin.name}`]),
    ]),
  ]);
}

/** The one caller that is new and shares its namespace or its name with the one that is gone. */
function newNameOf(gone: string, before: ReadonlySet<string>, after: ReadonlySet<string>): string | undefined {
  const [namespace, name] = gone.split('/');
  const related = [...after].filter((caller) => {
    const [itsNamespace, itsName] = caller.split('/');
    return !before.has(caller) && (itsNamespace === namespace || itsName === name);
  });
  return related.length === 1 ? related[0] : undefined;
}

/** An ordinary workload that calls an ordinary Service: none of the mesh's own, of which nobody asks. */
function firstGuess({ workloads, services }: MeshSummary): Partial<Pick<RequestDraft, 'from' | 'to'>> {
  const callers = preferOrdinary(workloads.filter(({ gateway, hostNetwork }) => gateway === undefined && !hostNetwork));
  const gateways = new Set(workloads.filter(({ gateway }) => gateway !== undefined).map(({ ref }) => keyOf(ref)));
  const targets = preferOrdinary(
    services.filter(
      ({ ports, endpoints }) =>
        ports.some(isOrdinaryPort) && !endpoints.some(({ workload }) => gateways.has(keyOf(workload))),
    ),
  ).filter(({ endpoints }) => endpoints.length > 0);
  for (const caller of callers) {
    const target = targets.find(({ endpoints }) => endpoints.every(({ workload }) => workload.name !== caller.name));
    if (target === undefined) continue;
    const port = target.ports.find(isOrdinaryPort)?.port ?? 80;
    return {
      // A pod of a Deployment calls under its name, which says more than the generated one.
      from: `${caller.namespace}/${(caller.origin ?? caller).name}`,
      to: `http://${target.name}.${target.namespace}${port === 80 ? '' : `:${String(port)}`}/`,
    };
  }
  return {};
}

const systemNamespaces: readonly string[] = ['kube-system', 'istio-system'];

function preferOrdinary<T extends { readonly namespace: string }>(all: readonly T[]): readonly T[] {
  const ordinary = all.filter(({ namespace }) => !systemNamespaces.includes(namespace));
  return ordinary.length > 0 ? ordinary : all;
}

/** Neither a tunnel nor a health check of Istio. */
function isOrdinaryPort({ port }: ServicePortSummary): boolean {
  return port !== 15008 && port !== 15021;
}
