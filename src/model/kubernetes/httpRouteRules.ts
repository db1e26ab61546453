import { rule } from './rule.ts';
import type { Rule } from './schema.ts';

interface Replacing {
  readonly path?: { readonly type: string; readonly replacePrefixMatch?: string };
}

interface Filter {
  readonly requestRedirect?: Replacing;
  readonly urlRewrite?: Replacing;
}

interface HttpRule {
  readonly matches: readonly { readonly path: { readonly type: string } }[];
  readonly filters?: readonly Filter[];
  readonly backendRefs?: readonly { readonly filters?: readonly Filter[] }[];
}

type Replacer = 'requestRedirect' | 'urlRewrite';

/** CEL's `exists_one`: two such filters are not "one", so the rule then asks nothing. */
function exactlyOne<T>(items: readonly T[] | undefined, test: (item: T) => boolean): boolean {
  return (items ?? []).filter(test).length === 1;
}

const replacesPrefix = (filter: Filter, by: Replacer) => filter[by]?.path?.replacePrefixMatch !== undefined;

const onePrefixMatch = (self: HttpRule) => self.matches.length === 1 && self.matches[0]?.path.type === 'PathPrefix';

const inFilters = (by: Replacer) => (self: HttpRule) =>
  !exactlyOne(self.filters, (filter) => replacesPrefix(filter, by)) || onePrefixMatch(self);

const inBackends = (by: Replacer) => (self: HttpRule) =>
  !exactlyOne(self.backendRefs, (backend) => exactlyOne(backend.filters, (filter) => replacesPrefix(filter, by))) ||
  onePrefixMatch(self);

const needsPrefix = (filter: string) =>
  `using ${filter} filter with path.replacePrefixMatch, exactly one PathPrefix match must be specified`;

export const httpRuleRules: readonly Rule<HttpRule>[] = [
  rule(
    'RequestRedirect filter must not be used together with backendRefs',
    ({ backendRefs = [], filters = [] }) =>
      backendRefs.length === 0 || filters.every((filter) => filter.requestRedirect === undefined),
  ),
  rule(`When ${needsPrefix('RequestRedirect')}`, inFilters('requestRedirect')),
  rule(`When ${needsPrefix('URLRewrite')}`, inFilters('urlRewrite')),
  rule(`Within backendRefs, when ${needsPrefix('RequestRedirect')}`, inBackends('requestRedirect')),
  rule(`Within backendRefs, When ${needsPrefix('URLRewrite')}`, inBackends('urlRewrite')),
];

interface Timeouts {
  readonly request?: string;
  readonly backendRequest?: string;
}

const unitMillis: Readonly<Record<string, number>> = { h: 3_600_000, m: 60_000, s: 1000, ms: 1 };

function millis(duration: string): number {
  return [...duration.matchAll(/(\d+)(ms|h|m|s)/g)].reduce(
    (total, [, amount, unit]) => total + Number(amount) * (unitMillis[unit ?? ''] ?? 0),
    0,
  );
}

export const timeoutsRules: readonly Rule<Timeouts>[] = [
  rule(
    'backendRequest timeout cannot be longer than request timeout',
    ({ request, backendRequest }) =>
      request === undefined ||
      backendRequest === undefined ||
      millis(request) === 0 ||
      millis(backendRequest) <= millis(request),
  ),
];

interface ExternalAuth {
  readonly protocol: string;
  readonly grpc?: unknown;
  readonly http?: unknown;
}

export const externalAuthRules: readonly Rule<ExternalAuth>[] = (
  [
    ['GRPC', 'grpc'],
    ['HTTP', 'http'],
  ] as const
).flatMap(([protocol, field]) => [
  rule(
    `${field} must be specified when protocol is set to '${protocol}'`,
    (self: ExternalAuth) => self.protocol !== protocol || self[field] !== undefined,
  ),
  rule(
    `protocol must be '${protocol}' when ${field} is set`,
    (self: ExternalAuth) => self[field] === undefined || self.protocol === protocol,
  ),
]);

interface Session {
  readonly type: string;
  readonly absoluteTimeout?: string;
  readonly cookie?: { readonly lifetimeType: string };
  readonly header?: unknown;
}

export const sessionRules: readonly Rule<Session>[] = [
  rule(
    'AbsoluteTimeout must be specified when cookie lifetimeType is Permanent',
    ({ cookie, absoluteTimeout }) => cookie?.lifetimeType !== 'Permanent' || absoluteTimeout !== undefined,
  ),
  rule('cookie must be nil if type is not Cookie', (self) => self.cookie === undefined || self.type === 'Cookie'),
  rule('cookie must be specified for Cookie type', (self) => self.type !== 'Cookie' || self.cookie !== undefined),
  rule('header must be nil if type is not Header', (self) => self.header === undefined || self.type === 'Header'),
  rule('header must be specified for Header type', (self) => self.type !== 'Header' || self.header !== undefined),
];
