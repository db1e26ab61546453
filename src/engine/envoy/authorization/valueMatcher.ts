/** Whether a text is one that a policy names. */
export type TextTest = (text: string) => boolean;

/**
 * The grammar of policy values: exact, `prefix*`, `*suffix`, and `*` for any non-empty text. A leading `*` wins, and
 * a `*` anywhere else is a plain character. Mirrors istiod `matcher.StringMatcher`.
 */
export function valueMatcher(value: string): TextTest {
  if (value === '*') return (text) => text !== '';
  if (value.startsWith('*')) {
    const suffix = value.slice(1);
    return (text) => text.endsWith(suffix);
  }
  if (value.endsWith('*')) {
    const prefix = value.slice(0, -1);
    return (text) => text.startsWith(prefix);
  }
  return (text) => text === value;
}

/** As `valueMatcher`, but `*` also takes an empty value: the header only has to be there. Mirrors `matcher.HeaderMatcher`. */
export function headerMatcher(value: string): TextTest {
  return value === '*' ? () => true : valueMatcher(value);
}

/** Compares with a host in lower case. Mirrors istiod `matcher.HostMatcher`. */
export function hostMatcher(value: string): TextTest {
  return headerMatcher(value.toLowerCase());
}

/** Tests a SPIFFE id; the policy's value has no `spiffe://`. Mirrors `matcher.StringMatcherWithPrefix`. */
export function principalMatcher(value: string): TextTest {
  if (value.startsWith('*') && value !== '*') {
    const suffix = value.slice(1);
    return (spiffe) =>
      spiffe.startsWith(scheme) && spiffe.length >= scheme.length + suffix.length && spiffe.endsWith(suffix);
  }
  return value === '*' ? valueMatcher(value) : valueMatcher(scheme + value);
}

const scheme = 'spiffe://';

/** `*` stands for anything, slashes included, anywhere in the name. Mirrors istiod `srcNamespaceGenerator`. */
export function namespaceMatcher(value: string): TextTest {
  const pieces = `/ns/${value}/`.split('*');
  return (spiffe) => {
    let from = 0;
    for (const piece of pieces) {
      const at = spiffe.indexOf(piece, from);
      if (at < 0) return false;
      from = at + piece.length;
    }
    return true;
  };
}

/** `name` in the policy's namespace, or `namespace/name`; no wildcards. Mirrors istiod `serviceAccountRegex`. */
export function serviceAccountMatcher(value: string, policyNamespace: string): TextTest {
  const slash = value.indexOf('/');
  const namespace = slash < 0 ? policyNamespace : value.slice(0, slash);
  const suffix = `/ns/${namespace}/sa/${slash < 0 ? value : value.slice(slash + 1)}`;
  return (spiffe) => spiffe.endsWith(suffix) && spiffe.length > scheme.length + suffix.length;
}

/** Exact, one `*` that does not cross a `/`, or `*` for any. Mirrors istiod `srcTrustDomainGenerator`. */
export function trustDomainMatcher(value: string): TextTest {
  if (value === '*') return (spiffe) => spiffe.startsWith(scheme);
  const star = value.indexOf('*');
  if (star < 0) {
    const prefix = `${scheme}${value}/`;
    return (spiffe) => spiffe.startsWith(prefix);
  }
  const head = value.slice(0, star);
  const tail = value.slice(star + 1);
  return (spiffe) => {
    const domain = spiffe.slice(scheme.length, spiffe.indexOf('/', scheme.length));
    return domain.length >= head.length + tail.length && domain.startsWith(head) && domain.endsWith(tail);
  };
}
