/** Whether two host names, either of which may begin with `*`, can mean the same host. Mirrors istio `host.Name.Matches`. */
export function hostMatches(a: string, b: string): boolean {
  const wildA = a.startsWith('*');
  const wildB = b.startsWith('*');
  if (wildA && wildB) return a.length < b.length ? b.endsWith(a.slice(1)) : a.endsWith(b.slice(1));
  if (wildA) return b.endsWith(a.slice(1));
  return wildB ? a.endsWith(b.slice(1)) : a === b;
}

/** Whether every host of `a` is one of `b`. Mirrors istio `host.Name.SubsetOf`. */
export function isSubHost(a: string, b: string): boolean {
  if (b.startsWith('*')) return a.length >= b.length && a.endsWith(b.slice(1));
  return a === b;
}

export function hostsMeet(a: string, b: string): boolean {
  return isSubHost(a, b) || isSubHost(b, a);
}

/** The narrower of two names that meet; undefined if they do not. Mirrors istio `host.Names.Intersection`. */
export function narrowerHost(a: string, b: string): string | undefined {
  if (isSubHost(a, b)) return a;
  return isSubHost(b, a) ? b : undefined;
}
