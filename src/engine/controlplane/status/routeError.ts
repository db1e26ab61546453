import type { HeaderModifier } from '#model/kubernetes/kinds.ts';
import type { Mesh } from '../../mesh/mesh.ts';
import { namespaceOf } from '../inNamespace.ts';
import { backendError, type BackendError, type BackendReference, type Referrer } from './backendError.ts';
import type { ConfigError } from './condition.ts';
import type { Route } from './routeParentRefs.ts';

interface Filter {
  readonly type: string;
  readonly requestHeaderModifier?: HeaderModifier;
  readonly responseHeaderModifier?: HeaderModifier;
  readonly requestMirror?: { readonly backendRef: BackendReference };
}

interface Rule {
  readonly filters?: readonly Filter[];
  readonly backendRefs?: readonly (BackendReference & {
    readonly weight: number;
    readonly filters?: readonly Filter[];
  })[];
}

/** What an error costs: `hard` ones the whole route. */
type RuleError = BackendError;

/**
 * What istiod objects to in a route's rules, for one kind of parent: the first hard error, else the last soft one.
 * Mirrors istiod `convertHTTPRoute`, `convertGRPCRoute`, `convertTCPRoute` and `computeRoute`.
 */
export function routeError(route: Route, mesh: Mesh, parent: 'mesh' | 'gateway'): ConfigError | undefined {
  const from: Referrer = { kind: route.kind, namespace: namespaceOf(route), enforceGrants: parent === 'gateway' };
  let last: ConfigError | undefined;
  for (const rule of (route.spec.rules ?? []) as readonly Rule[]) {
    const error = ruleError(rule, from, mesh);
    if (error === undefined) continue;
    last = { reason: error.reason, message: error.message };
    if (error.hard) return last;
  }
  return last;
}

function ruleError(rule: Rule, from: Referrer, mesh: Mesh): RuleError | undefined {
  const { filters = [], backendRefs = [] } = rule;
  let mirror: RuleError | undefined;
  for (const filter of filters) {
    if (filter.type === 'RequestMirror' && filter.requestMirror !== undefined) {
      const error = backendError(filter.requestMirror.backendRef, from, mesh);
      if (error === undefined) continue;
      if (from.kind === 'GRPCRoute') return { ...error, hard: true };
      mirror = { ...error, hard: false };
      continue;
    }
    const error = filterError(filter, from.kind);
    if (error !== undefined) return error;
  }
  const weights = backendRefs.reduce((sum, { weight }) => sum + weight, 0);
  const redirected = filters.some(({ type }) => type === 'RequestRedirect');
  if (weights === 0 && !redirected) return mirror;
  return joined(backendsError(backendRefs, from, mesh), mirror);
}

function backendsError(backends: NonNullable<Rule['backendRefs']>, from: Referrer, mesh: Mesh): RuleError | undefined {
  let last: RuleError | undefined;
  for (const backend of backends) {
    if (backend.weight === 0) continue;
    const error = backendError(backend, from, mesh);
    if (error?.hard === true) return error;
    last = error ?? last;
    for (const filter of backend.filters ?? []) {
      const wrong = backendFilterError(filter);
      if (wrong !== undefined) return wrong;
    }
  }
  return last;
}

const routeFilters: Readonly<Record<string, readonly string[]>> = {
  HTTPRoute: [
    'RequestHeaderModifier',
    'ResponseHeaderModifier',
    'RequestRedirect',
    'RequestMirror',
    'URLRewrite',
    'CORS',
  ],
  GRPCRoute: ['RequestHeaderModifier', 'ResponseHeaderModifier', 'RequestMirror'],
};

function filterError(filter: Filter, kind: string): RuleError | undefined {
  return (routeFilters[kind] ?? []).includes(filter.type) ? headerError(filter) : unsupported(filter);
}

/** At a backend only headers can be changed. */
function backendFilterError(filter: Filter): RuleError | undefined {
  const known = filter.type === 'RequestHeaderModifier' || filter.type === 'ResponseHeaderModifier';
  return known ? headerError(filter) : unsupported(filter);
}

function unsupported({ type }: Filter): RuleError {
  return { hard: true, reason: 'InvalidFilter', message: `unsupported filter type "${type}"` };
}

function headerError({ type, requestHeaderModifier, responseHeaderModifier }: Filter): RuleError | undefined {
  const modifier = type === 'RequestHeaderModifier' ? requestHeaderModifier : responseHeaderModifier;
  const wrong = [...(modifier?.set ?? []), ...(modifier?.add ?? [])].find(({ value }) => !isHeaderValue(value));
  if (wrong === undefined) return undefined;
  return { hard: true, reason: 'InvalidFilter', message: `header "${wrong.name}" value contains invalid characters` };
}

function isHeaderValue(value: string): boolean {
  return !/[\0-\x08\x0A-\x1F\x7F]/.test(value);
}

function joined(a: RuleError | undefined, b: RuleError | undefined): RuleError | undefined {
  if (a === undefined || b === undefined || a.hard) return a ?? b;
  return { ...a, message: `${a.message}; ${b.message}` };
}
