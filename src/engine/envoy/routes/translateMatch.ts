import type { FieldRef } from '#model/kubernetes/resource.ts';
import { headerValues } from '../headerLines.ts';
import type { CompiledMatch, MatchCondition, RequestView } from './compiledMatch.ts';
import { compilePattern } from './pattern.ts';
import type { FieldMatch, HttpMatch, NamedMatch, TextMatch } from './routeConfig.ts';

type TextTest = (text: string) => boolean;

/** What an entry asks of a request; undefined: nothing. Mirrors istiod `TranslateRouteMatch` and Envoy's route entries. */
export function translateMatch(match: HttpMatch | undefined, gatewaySemantics: boolean): CompiledMatch {
  if (match === undefined) return { conditions: [], text: '' };
  const path = pathOf(match, gatewaySemantics);
  const conditions: readonly MatchCondition[] = [
    ...(path === undefined || match.uri === undefined
      ? []
      : [pathCondition(path, match.ignoreUriCase, match.uri.because)]),
    ...attribute('method', match.method, ({ request }) => request.method),
    ...match.headers.map((header) => headerCondition(header)),
    ...match.withoutHeaders.map((header) => absentHeader(header)),
    ...match.queryParams.map((parameter) => queryCondition(parameter)),
    ...attribute('authority', match.authority, ({ request }) => request.authority),
    ...attribute('scheme', match.scheme, ({ request }) => request.scheme),
  ];
  const text = conditions.map(({ kind, wanted }) =>
    kind === 'header' || kind === 'query' ? wanted : `${kind} ${wanted}`,
  );
  const indexed = path === undefined || match.ignoreUriCase ? {} : { path };
  return { conditions, ...indexed, text: text.join(', ') };
}

type PathSpec = NonNullable<CompiledMatch['path']>;

/** Undefined where every path will do. */
function pathOf({ uri }: HttpMatch, gatewaySemantics: boolean): PathSpec | undefined {
  if (uri === undefined || uri.match.kind === 'present') return undefined;
  const { kind, value } = uri.match;
  if (kind !== 'prefix') return { kind, value };
  if (value === '/') return undefined;
  return gatewaySemantics ? { kind: 'segments', value: value.replace(/\/$/, '') } : { kind: 'prefix', value };
}

function pathCondition(spec: PathSpec, ignoreCase: boolean, because: FieldRef): MatchCondition {
  const value = ignoreCase ? spec.value.toLowerCase() : spec.value;
  const test = pathTest(spec.kind, value);
  const holds = ignoreCase
    ? (view: RequestView) => test(view.path.toLowerCase())
    : (view: RequestView) => test(view.path);
  return { kind: 'path', wanted: `${spec.kind === 'segments' ? 'prefix' : spec.kind} ${spec.value}`, because, holds };
}

function pathTest(kind: PathSpec['kind'], value: string): TextTest {
  switch (kind) {
    case 'exact':
      return (path) => path === value;
    case 'prefix':
      return (path) => path.startsWith(value);
    case 'segments':
      return (path) => path.startsWith(value) && (path.length === value.length || path[value.length] === '/');
    default:
      return regexTest(value);
  }
}

function regexTest(pattern: string): TextTest {
  const compiled = compilePattern(pattern);
  return compiled.kind === 'pattern' ? compiled.matches : () => false;
}

function textTest(match: TextMatch): TextTest {
  switch (match.kind) {
    case 'exact':
      return (text) => text === match.value;
    case 'prefix':
      return (text) => text.startsWith(match.value);
    case 'regex':
      return regexTest(match.value);
    default:
      return () => true;
  }
}

export function matchText(match: TextMatch): string {
  if (match.kind === 'present') return '*';
  return match.kind === 'exact' ? match.value : `${match.kind} ${match.value}`;
}

function attribute(
  kind: MatchCondition['kind'],
  field: FieldMatch | undefined,
  of: (view: RequestView) => string,
): readonly MatchCondition[] {
  if (field === undefined) return [];
  const test = textTest(field.match);
  const exact = field.match.kind === 'exact' ? { exact: field.match.value } : {};
  const holds = (view: RequestView): boolean => test(of(view));
  return [{ kind, wanted: matchText(field.match), ...exact, because: field.because, holds }];
}

/** A `host` header is the Host of the request, compared as it was sent. */
function valuesOf({ request }: RequestView, name: string): readonly string[] {
  if (name === 'host' || name === ':authority') return [request.authority];
  if (name === ':method') return [request.method];
  return headerValues(request.headers, name);
}

/** Lines of one header are compared one by one; any may match. */
function headerCondition({ name, match, because }: NamedMatch): MatchCondition {
  const lower = name.toLowerCase();
  const test = textTest(match);
  const wanted = `${lower}: ${matchText(match)}`;
  return { kind: 'header', wanted, because, holds: (view) => valuesOf(view, lower).some(test) };
}

/** A missing header counts as empty, unless only its presence is asked. */
function absentHeader({ name, match, because }: NamedMatch): MatchCondition {
  const lower = name.toLowerCase();
  const test = textTest(match);
  const isPresence = match.kind === 'present';
  const holds = (view: RequestView): boolean => {
    const values = valuesOf(view, lower);
    return !(values.length === 0 && !isPresence ? test('') : values.some(test));
  };
  return { kind: 'header', wanted: `${lower} ≠ ${matchText(match)}`, because, holds };
}

/** The first value of the parameter, undecoded. */
function queryCondition({ name, match, because }: NamedMatch): MatchCondition {
  const test = textTest(match);
  const holds = (view: RequestView): boolean => {
    const value = firstParameter(view.query, name);
    return value !== undefined && test(value);
  };
  return { kind: 'query', wanted: `${name}=${matchText(match)}`, because, holds };
}

function firstParameter(query: string, name: string): string | undefined {
  for (const pair of query.split('&')) {
    const equals = pair.indexOf('=');
    if ((equals < 0 ? pair : pair.slice(0, equals)) === name) return equals < 0 ? '' : pair.slice(equals + 1);
  }
  return undefined;
}
