import type { ResourceRef } from '#model/kubernetes/resource.ts';

/** An object that has another name or namespace from now on, and how the texts that name it change. */
export interface Retarget {
  readonly from: ResourceRef;
  readonly to: ResourceRef;
  /** Service accounts that go by the object's name: its own, or the one its proxies run as. */
  readonly accounts: readonly { readonly from: string; readonly to: string }[];
}

/** A namespace and a name; the namespace is new where a Namespace is renamed. */
export interface FullName {
  readonly namespace: string | undefined;
  readonly name: string;
}

/** The full name that takes the place of one, or undefined where it does not change. */
export function renamed({ from, to }: Retarget, kinds: readonly string[], full: FullName): FullName | undefined {
  if (from.kind === 'Namespace') {
    return full.namespace === from.name ? { ...full, namespace: to.name } : undefined;
  }
  const same = kinds.includes(from.kind) && full.name === from.name && full.namespace === from.namespace;
  return same ? { namespace: to.namespace, name: to.name } : undefined;
}

/** `namespace/name`, as requests and expectations write it. */
export function renamedPath(retarget: Retarget, kinds: readonly string[], written: string): string | undefined {
  const [namespace, name, ...rest] = written.split('/');
  if (namespace === undefined || name === undefined || rest.length > 0) return undefined;
  const full = renamed(retarget, kinds, { namespace, name });
  return full === undefined ? undefined : `${full.namespace ?? ''}/${full.name}`;
}

/** `trust-domain/ns/namespace/sa/account`, with or without `spiffe://`. */
export function renamedPrincipal({ from, to, accounts }: Retarget, written: string): string | undefined {
  const found = /^(.*\/ns\/)([^/]+)(\/sa\/)([^/]+)$/.exec(written);
  if (found === null) return undefined;
  const [, before = '', namespace = '', between = '', account = ''] = found;
  if (from.kind === 'Namespace') {
    return namespace === from.name ? `${before}${to.name}${between}${account}` : undefined;
  }
  const moved = accounts.find((candidate) => candidate.from === account);
  if (moved === undefined || namespace !== from.namespace) return undefined;
  return `${before}${to.namespace ?? namespace}${between}${moved.to}`;
}

/**
 * A host name of a Service in any of its forms. The bare form keeps its length only where the namespace stays, since
 * it means the Service beside whoever says it.
 */
export function renamedHost({ from, to }: Retarget, written: string, home: string | undefined): string | undefined {
  const [name = '', namespace, ...rest] = written.split('.');
  const tail = rest.join('.');
  if (tail !== '' && !/^svc(?:\.|$)/.test(tail)) return undefined;
  if (from.kind === 'Namespace') {
    return namespace === from.name ? [name, to.name, ...rest].join('.') : undefined;
  }
  if (from.kind !== 'Service' || name !== from.name || (namespace ?? home) !== from.namespace) return undefined;
  const target = to.namespace ?? '';
  const bare = namespace === undefined && target === home;
  return bare ? to.name : [to.name, target, ...rest].join('.');
}

/** The URL of a request, whose host may be a Service's. */
export function renamedUrl(retarget: Retarget, written: string, home: string | undefined): string | undefined {
  const found = /^([a-z]+:\/\/)?([^/:?#]+)(.*)$/s.exec(written);
  if (found === null) return undefined;
  const [, scheme = '', host = '', rest = ''] = found;
  const next = renamedHost(retarget, host, home);
  return next === undefined ? undefined : `${scheme}${next}${rest}`;
}
