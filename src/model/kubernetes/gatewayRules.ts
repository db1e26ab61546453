import { distinct, evaluationError, rule } from './rule.ts';
import type { Rule } from './schema.ts';

interface Parent {
  readonly group: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
  readonly sectionName?: string;
  readonly port?: number;
}

type Parents = readonly Parent[];

function sameParent(a: Parent, b: Parent): boolean {
  return a.group === b.group && a.kind === b.kind && a.name === b.name && (a.namespace ?? '') === (b.namespace ?? '');
}

function pairs(parents: Parents, hold: (a: Parent, b: Parent) => boolean): boolean {
  return parents.every((a) => parents.every((b) => !sameParent(a, b) || hold(a, b)));
}

const samePresence = (a: unknown, b: unknown) => (a === undefined) === (b === undefined);
const sectionPresence = (a: Parent, b: Parent) => samePresence(a.sectionName, b.sectionName);
const moreThanOne = 'when parentRefs includes 2 or more references to the same parent';

/** Several references to one parent must say which part of it they mean. */
export const parentRefsRules: readonly Rule<Parents>[] = [
  rule(`sectionName must be specified ${moreThanOne}`, (self) => pairs(self, sectionPresence), {
    channel: 'standard',
  }),
  rule(
    `sectionName must be unique ${moreThanOne}`,
    (self) => distinct(self, (a, b) => sameParent(a, b) && a.sectionName === b.sectionName),
    { channel: 'standard' },
  ),
  rule(
    `sectionName or port must be specified ${moreThanOne}`,
    (self) => pairs(self, (a, b) => sectionPresence(a, b) && samePresence(a.port, b.port)),
    { channel: 'experimental' },
  ),
  rule(
    `sectionName or port must be unique ${moreThanOne}`,
    (self) => distinct(self, (a, b) => sameParent(a, b) && a.sectionName === b.sectionName && a.port === b.port),
    { channel: 'experimental' },
  ),
];

interface RouteRule {
  readonly name?: string;
  readonly matches?: readonly unknown[];
}

export const routeRulesRules: readonly Rule<readonly RouteRule[]>[] = [
  rule(
    'While 16 rules and 64 matches per rule are allowed, the total number of matches across all rules in a route must be less than 128',
    (self) => self.reduce((total, each) => total + (each.matches?.length ?? 0), 0) <= 128,
  ),
  rule(
    'Rule name must be unique within the route',
    (self) => distinct(self, (a, b) => a.name !== undefined && a.name === b.name),
    { channel: 'experimental' },
  ),
];

interface Backend {
  readonly group: string;
  readonly kind: string;
  readonly port?: number;
}

export const backendRules: readonly Rule<Backend>[] = [
  rule(
    'Must have port for Service reference',
    (self) => self.group !== '' || self.kind !== 'Service' || self.port !== undefined,
  ),
];

interface Mirror {
  readonly percent?: number;
  readonly fraction?: unknown;
}

export const mirrorRules: readonly Rule<Mirror>[] = [
  rule(
    'Only one of percent or fraction may be specified in HTTPRequestMirrorFilter',
    (self) => self.percent === undefined || self.fraction === undefined,
  ),
];

export const fractionRules: readonly Rule<{ readonly numerator: number; readonly denominator: number }>[] = [
  rule('numerator must be less than or equal to denominator', (self) => self.numerator <= self.denominator),
];

/** A star stands for all, so nothing may stand beside it. */
export function starAlone(list: string, others: string): readonly Rule<readonly string[]>[] {
  return [
    rule(
      `${list} cannot contain '*' alongside other ${others}`,
      (self: readonly string[]) => !self.includes('*') || self.length <= 1,
    ),
  ];
}

interface TypedFilter {
  readonly type: string;
}

/** The field that belongs to the filter's type is there, and no other. */
export function filterRules<T extends TypedFilter>(
  members: readonly (readonly [field: keyof T & string, type: string])[],
): readonly Rule<T>[] {
  return members.flatMap(([field, type]) => [
    rule<T>(
      `filter.${field} must be nil if the filter.type is not ${type}`,
      (self) => self[field] === undefined || self.type === type,
    ),
    rule<T>(
      `filter.${field} must be specified for ${type} filter.type`,
      (self) => self[field] !== undefined || self.type !== type,
    ),
  ]);
}

type Filters = readonly TypedFilter[];

const count = (filters: Filters, type: string) => filters.filter((filter) => filter.type === type).length;

export function notRepeated(...types: readonly string[]): readonly Rule<Filters>[] {
  return types.map((type) => rule(`${type} filter cannot be repeated`, (self: Filters) => count(self, type) <= 1));
}

export const redirectOrRewrite: readonly Rule<Filters>[] = [
  rule(
    'May specify either httpRouteFilterRequestRedirect or httpRouteFilterRequestRewrite, but not both',
    (self) => count(self, 'RequestRedirect') === 0 || count(self, 'URLRewrite') === 0,
  ),
];

interface PathModifier {
  readonly type: string;
  readonly replaceFullPath?: string;
  readonly replacePrefixMatch?: string;
}

export const pathModifierRules: readonly Rule<PathModifier>[] = (
  [
    ['ReplaceFullPath', 'replaceFullPath'],
    ['ReplacePrefixMatch', 'replacePrefixMatch'],
  ] as const
).flatMap(([type, field]) => [
  rule(
    `${field} must be specified when type is set to '${type}'`,
    (self: PathModifier) => self.type !== type || self[field] !== undefined,
  ),
  rule(
    `type must be '${type}' when ${field} is set`,
    (self: PathModifier) => self[field] === undefined || self.type === type,
  ),
]);

interface PathMatch {
  readonly type: string;
  readonly value: string;
}

const literalTypes = "['Exact', 'PathPrefix']";
const literal = (holds: (value: string) => boolean) => (self: PathMatch) =>
  self.type === 'RegularExpression' || holds(self.value);

export const pathMatchRules: readonly Rule<PathMatch>[] = [
  rule(
    `value must be an absolute path and start with '/' when type one of ${literalTypes}`,
    literal((value) => value.startsWith('/')),
  ),
  ...['//', '/./', '/../', '%2f', '%2F', '#'].map((part) =>
    rule(
      `must not contain '${part}' when type one of ${literalTypes}`,
      literal((value) => !value.includes(part)),
    ),
  ),
  ...['/..', '/.'].map((end) =>
    rule(
      `must not end with '${end}' when type one of ${literalTypes}`,
      literal((value) => !value.endsWith(end)),
    ),
  ),
  rule(
    `must only contain valid characters (matching ^(?:[-A-Za-z0-9/._~!$&'()*+,;=:@]|[%][0-9a-fA-F]{2})+$) for types ${literalTypes}`,
    literal((value) => /^(?:[-A-Za-z0-9/._~!$&'()*+,;=:@]|[%][0-9a-fA-F]{2})+$/.test(value)),
  ),
];

interface GrpcMethod {
  readonly type: string;
  readonly service?: string;
  readonly method?: string;
}

const exact = (value: string | undefined, pattern: RegExp, type: string) =>
  type !== 'Exact' || value === undefined || pattern.test(value);

export const grpcMethodRules: readonly Rule<GrpcMethod>[] = [
  rule(
    "One or both of 'service' or 'method' must be specified",
    (self) => self.service !== undefined || self.method !== undefined,
  ),
  rule(
    'service must only contain valid characters (matching ^(?i)\\.?[a-z_][a-z_0-9]*(\\.[a-z_][a-z_0-9]*)*$)',
    (self) => exact(self.service, /^\.?[a-z_][a-z_0-9]*(\.[a-z_][a-z_0-9]*)*$/i, self.type),
  ),
  rule('method must only contain valid characters (matching ^[A-Za-z_][A-Za-z_0-9]*$)', (self) =>
    exact(self.method, /^[A-Za-z_][A-Za-z_0-9]*$/, self.type),
  ),
];

interface ListenerTls {
  readonly mode: string;
  readonly certificateRefs?: readonly unknown[];
  readonly options?: object;
}

const certificatesNeeded = 'certificateRefs or options must be specified when mode is Terminate';

export const listenerTlsRules: readonly Rule<ListenerTls>[] = [
  rule(
    // The rule reads fields that may be missing, and then fails as an expression.
    ({ certificateRefs, options }) =>
      certificateRefs === undefined
        ? evaluationError('no such key: certificateRefs', certificatesNeeded)
        : options === undefined
          ? evaluationError('no such key: options', certificatesNeeded)
          : certificatesNeeded,
    ({ mode, certificateRefs = [], options = {} }) =>
      mode !== 'Terminate' || certificateRefs.length > 0 || Object.keys(options).length > 0,
  ),
];
