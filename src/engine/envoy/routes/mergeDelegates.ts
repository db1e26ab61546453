import type { VirtualService, VirtualServiceHttpRoute } from '#model/kubernetes/kinds.ts';
import type { Mesh } from '../../mesh/mesh.ts';
import { convertVirtualServiceHttp, type NameContext } from './convertVirtualService.ts';
import { mergeMatches } from './mergeMatches.ts';
import type { HttpEntry } from './routeConfig.ts';

/**
 * The rules of a VirtualService with those it delegates put in their place: a delegate that is missing or not exported
 * to it loses that rule alone. Mirrors istiod `virtualservice_controller.go mergeVirtualServices`.
 */
export function mergeDelegates(mesh: Mesh, root: VirtualService, context: NameContext): readonly HttpEntry[] {
  const rules = root.spec.http ?? [];
  return convertVirtualServiceHttp(root, context).flatMap((entry, index) => {
    const stated = rules[index]?.delegate;
    if (stated === undefined) return [entry];
    const own = root.metadata.namespace ?? '';
    const namespace = stated.namespace === undefined || stated.namespace === '' ? own : stated.namespace;
    const delegate = mesh.resources.get('VirtualService', namespace, stated.name ?? '');
    if (delegate === undefined || !mayDelegate(mesh, delegate, own)) return [];
    const source = { kind: 'VirtualService', namespace, name: delegate.metadata.name };
    const leaves = convertVirtualServiceHttp(delegate, { ...context, source });
    return leaves.flatMap((leaf, i) => mergeEntry(entry, leaf, delegate.spec.http?.[i] ?? {}));
  });
}

/** Only a VirtualService without hosts is a delegate, and it has to be exported to the namespace of the root. */
function mayDelegate(mesh: Mesh, { metadata, spec }: VirtualService, rootNamespace: string): boolean {
  if ((spec.hosts ?? []).length > 0) return false;
  const { exportTo = [] } = spec;
  const byDefault = mesh.settings.meshConfig['defaultVirtualServiceExportTo'];
  const stated = exportTo.length > 0 ? exportTo : Array.isArray(byDefault) ? byDefault.map(String) : ['*'];
  const exported = stated.map((each) => (each === '.' ? metadata.namespace : each));
  return exported.includes('*') || exported.includes(rootNamespace);
}

/** What the delegate leaves out it takes from the root; a rule whose conditions contradict the root's is lost. */
function mergeEntry(root: HttpEntry, leaf: HttpEntry, rule: VirtualServiceHttpRoute): readonly HttpEntry[] {
  const matches = mergeMatches(root.matches, leaf.matches);
  if (matches === undefined) return [];
  const { rewrite, timeoutMs, retries, fault, cors } = root;
  return [
    {
      ...leaf,
      matches,
      name: [root.name, leaf.name].filter((name) => name !== '').join('-'),
      ...(rule.rewrite !== undefined || rewrite === undefined ? {} : { rewrite }),
      ...(rule.timeout !== undefined || timeoutMs === undefined ? {} : { timeoutMs }),
      ...(rule.retries !== undefined || retries === undefined ? {} : { retries }),
      ...(rule.fault !== undefined || fault === undefined ? {} : { fault }),
      ...(rule.corsPolicy !== undefined || cors === undefined ? {} : { cors }),
      ...(rule.directResponse !== undefined || root.action.kind !== 'direct' ? {} : { action: root.action }),
      mirrors: rule.mirror !== undefined || rule.mirrors !== undefined ? leaf.mirrors : root.mirrors,
      headers: rule.headers === undefined ? root.headers : leaf.headers,
    },
  ];
}
