import type { Compiled } from '#model/compiled.ts';
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

/** A draft that nobody has filled in takes the first request of the scenario, or a first guess from its objects. */
export function draftOf(draft: RequestDraft, compiled: Compiled): RequestDraft {
  if (draft.from !== '' || draft.to !== '') return draft;
  const [first] = compiled.spec.requests;
  if (first !== undefined) return draftOfRequest(first);
  const caller = compiled.summary.workloads.find((workload) => workload.gateway === undefined);
  const target = compiled.summary.services.find(
    (service) => service.ports.length > 0 && service.endpoints.every(({ workload }) => workload.name !== caller?.name),
  );
  if (caller === undefined || target === undefined) return draft;
  const port = target.ports[0]?.port ?? 80;
  return {
    ...draft,
    from: `${caller.namespace}/${caller.name}`,
    to: `http://${target.name}.${target.namespace}${port === 80 ? '' : `:${String(port)}`}/`,
  };
}
