/** The mesh's trust domain first, then its aliases. */
export type TrustDomains = readonly string[];

/**
 * The principals of a policy with those that mean the same under the other names of the trust domain. `cluster.local`
 * always points to the mesh's own. Mirrors istiod `Bundle.ReplaceTrustDomainAliases`.
 */
export function withTrustDomainAliases(principals: readonly string[], domains: TrustDomains): readonly string[] {
  return principals.flatMap((principal) => {
    if (!namesTrustDomain(principal)) return [principal];
    const domain = principal.slice(0, principal.indexOf('/'));
    if (domain !== 'cluster.local' && !domains.some((own) => trustDomainsMeet(domain, own))) return [principal];
    return [
      ...new Set(
        domains.map((own) => (suffixMatch(own, domain) ? principal : (inTrustDomain(own, principal) ?? principal))),
      ),
    ];
  });
}

/** A principal under another trust domain; undefined if it is not of the form `domain/ns/…/sa/…`. */
export function inTrustDomain(domain: string, principal: string): string | undefined {
  const parts = principal.split('/');
  return parts.length === 5 ? [domain, ...parts.slice(1)].join('/') : undefined;
}

/** Trust domains of a policy; one of the mesh's own stands for all of them. Mirrors `ExpandTrustDomainAliases`. */
export function withAllTrustDomains(values: readonly string[], domains: TrustDomains): readonly string[] {
  return [...new Set(values.flatMap((value) => (domains.includes(value) ? domains : [value])))];
}

function suffixMatch(text: string, pattern: string): boolean {
  return pattern.startsWith('*') && text.endsWith(pattern.slice(1));
}

function prefixMatch(text: string, pattern: string): boolean {
  return pattern.endsWith('*') && text.startsWith(pattern.slice(0, -1));
}

/** Whether two names meet, where either may begin or end with `*`. Mirrors istiod `trustdomain.stringMatch`. */
export function trustDomainsMeet(a: string, b: string): boolean {
  return a === b || b === '*' || prefixMatch(a, b) || prefixMatch(b, a) || suffixMatch(a, b) || suffixMatch(b, a);
}

/** Whether a principal names a trust domain of its own. Mirrors istiod `isTrustDomainBeingEnforced`. */
export function namesTrustDomain(principal: string): boolean {
  const parts = principal.split('/');
  return parts.length === 5 && parts[0] !== '*';
}
