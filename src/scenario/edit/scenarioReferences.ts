import { keyOf, type FieldPath } from '#model/kubernetes/resource.ts';
import type { Json } from '#model/kubernetes/schema.ts';
import { isMap } from '../parseDocument.ts';
import { layoutKey } from '../readScenario.ts';
import type { FieldOperation } from './fieldOperation.ts';
import { renamedPath, renamedPrincipal, renamedUrl, type Retarget } from './retarget.ts';

const callers = ['Pod', 'Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'Job', 'CronJob'];
const refusers = ['AuthorizationPolicy', 'RequestAuthentication'];

/** What has to change in the Scenario document so that requests, expectations and places follow a renamed object. */
export function scenarioReferences(scenario: Json, retarget: Retarget): readonly FieldOperation[] {
  const spec = isMap(scenario) ? scenario['spec'] : undefined;
  if (!isMap(spec)) return [];
  const requests = Array.isArray(spec['requests']) ? (spec['requests'] as readonly Json[]) : [];
  return [
    ...requests.flatMap((request, index) => requestOperations(request, ['spec', 'requests', index], retarget)),
    ...layoutOperations(spec['layout'] ?? null, retarget),
  ];
}

function requestOperations(request: Json, path: FieldPath, retarget: Retarget): readonly FieldOperation[] {
  if (!isMap(request)) return [];
  const { from, to, expect } = request;
  const home = typeof from === 'string' ? from.split('/')[0] : undefined;
  const operations: (FieldOperation | undefined)[] = [
    set([...path, 'from'], from, (text) => renamedPath(retarget, callers, text)),
    set([...path, 'to'], to, (text) => renamedUrl(retarget, text, home)),
  ];
  if (isMap(expect)) {
    const at = [...path, 'expect'];
    operations.push(
      set([...at, 'backend'], expect['backend'], (text) => renamedPath(retarget, callers, text)),
      set([...at, 'deniedBy'], expect['deniedBy'], (text) => renamedPath(retarget, refusers, text)),
      set([...at, 'podSees'], expect['podSees'], (text) => renamedPrincipal(retarget, text)),
    );
    const via = Array.isArray(expect['via']) ? (expect['via'] as readonly Json[]) : [];
    via.forEach((waypoint, index) => {
      operations.push(set([...at, 'via', index], waypoint, (text) => renamedPath(retarget, ['Gateway'], text)));
    });
  }
  return operations.filter((operation) => operation !== undefined);
}

function set(
  path: FieldPath,
  value: Json | undefined,
  rename: (text: string) => string | undefined,
): FieldOperation | undefined {
  const next = typeof value === 'string' ? rename(value) : undefined;
  return next === undefined || next === value ? undefined : { kind: 'set', path, value: next };
}

function layoutOperations(layout: Json, { from, to }: Retarget): readonly FieldOperation[] {
  if (!isMap(layout)) return [];
  return Object.entries(layout).flatMap(([written, place]): readonly FieldOperation[] => {
    const key = layoutKey(written);
    const [kind = '', namespace = '', name = ''] = key.split('/');
    const self = key === keyOf(from);
    const inside = from.kind === 'Namespace' && namespace === from.name;
    if (!self && !inside) return [];
    const next = self ? keyOf(to) : `${kind}/${to.name}/${name}`;
    return [
      { kind: 'set', path: ['spec', 'layout', next], value: place },
      { kind: 'remove', path: ['spec', 'layout', written] },
    ];
  });
}
