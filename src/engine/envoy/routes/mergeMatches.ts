import type { FieldMatch, HttpMatch, NamedMatch } from './routeConfig.ts';

const fields = ['uri', 'scheme', 'method', 'authority'] as const;
const lists = ['headers', 'withoutHeaders', 'queryParams'] as const;

/**
 * The conditions of a delegated rule within those of the rule that delegates to it; undefined where one of them can
 * never be met. Mirrors istiod `model/virtualservice.go mergeHTTPMatchRequests`.
 */
export function mergeMatches(root: readonly HttpMatch[], leaf: readonly HttpMatch[]): readonly HttpMatch[] | undefined {
  if (root.length === 0) return leaf;
  if (leaf.length === 0) return root;
  const merged: HttpMatch[] = [];
  for (const each of leaf) {
    const within = root.filter((one) => !contradicts(one, each));
    if (within.length === 0) return undefined;
    merged.push(...within.map((one) => merge(one, each)));
  }
  return merged;
}

function merge(root: HttpMatch, leaf: HttpMatch): HttpMatch {
  const name = [root.name, leaf.name].filter((each) => each !== undefined).join('-');
  return {
    ...root,
    ...leaf,
    ...(name === '' ? {} : { name }),
    headers: union(root.headers, leaf.headers),
    withoutHeaders: union(root.withoutHeaders, leaf.withoutHeaders),
    queryParams: union(root.queryParams, leaf.queryParams),
    sourceLabels: { ...root.sourceLabels, ...leaf.sourceLabels },
    sourceNamespace: leaf.sourceNamespace === '' ? root.sourceNamespace : leaf.sourceNamespace,
    gateways: leaf.gateways.length === 0 ? root.gateways : leaf.gateways,
  };
}

function union(root: readonly NamedMatch[], leaf: readonly NamedMatch[]): readonly NamedMatch[] {
  return [...root.filter(({ name }) => leaf.every((each) => each.name !== name)), ...leaf];
}

function contradicts(root: HttpMatch, leaf: HttpMatch): boolean {
  if (fields.some((field) => differs(root[field], leaf[field]))) return true;
  const named = lists.some((list) =>
    leaf[list].some((each) =>
      differs(
        root[list].find(({ name }) => name === each.name),
        each,
      ),
    ),
  );
  if (named || root.ignoreUriCase !== leaf.ignoreUriCase) return true;
  if (root.port !== undefined && leaf.port !== undefined && root.port !== leaf.port) return true;
  if (root.sourceNamespace !== '' && root.sourceNamespace !== leaf.sourceNamespace) return true;
  const labels = new Map(Object.entries(root.sourceLabels));
  if (Object.entries(leaf.sourceLabels).some(([key, value]) => (labels.get(key) ?? value) !== value)) return true;
  if (root.gateways.length === 0) return false;
  return root.gateways.length < leaf.gateways.length || leaf.gateways.some((each) => !root.gateways.includes(each));
}

/** The delegate may only narrow what the root says. Mirrors istiod `stringMatchConflict`. */
function differs(root: FieldMatch | undefined, leaf: FieldMatch | undefined): boolean {
  if (root === undefined || leaf === undefined) return false;
  const [wide, narrow] = [root.match, leaf.match];
  if (wide.kind === 'exact') return narrow.kind !== 'exact' || narrow.value !== wide.value;
  if (wide.kind !== 'prefix') return true;
  return (narrow.kind !== 'prefix' && narrow.kind !== 'exact') || !narrow.value.startsWith(wide.value);
}
