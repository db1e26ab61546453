import type { HttpAttributes } from '#engine/envoy/authorization/attributes.ts';
import { authorizeHttp, authorizeTcp } from '#engine/envoy/authorization/authorize.ts';
import { compileHttpPolicies, compileTcpPolicies } from '#engine/envoy/authorization/compilePolicies.ts';
import { envoyTemplate } from '#engine/envoy/authorization/pathTemplate.ts';
import {
  inTrustDomain,
  namesTrustDomain,
  trustDomainsMeet,
  withTrustDomainAliases,
} from '#engine/envoy/authorization/trustDomains.ts';
import { headerMatcher, hostMatcher, valueMatcher } from '#engine/envoy/authorization/valueMatcher.ts';
import { isAttached } from '#engine/envoy/policyAttachment.ts';
import { normalizePath } from '#engine/envoy/normalizePath.ts';
import type { PathNormalization } from '#engine/envoy/normalizePath.ts';
import type { VectorObject } from './istioPolicies.ts';
import { vectorSettings } from './istioPolicies.ts';
import { rowOf, skipped } from './row.ts';
import type { ConformanceRow, ConformanceRunner } from './row.ts';

interface PathCase {
  readonly group: string;
  readonly normalization: PathNormalization;
  readonly path: string;
  readonly backendSees?: string;
}

/** Request path → path as policies and backends see it, for each setting of the mesh. */
export const pathNormalization: ConformanceRunner = (_file, content) =>
  (content as { readonly cases: readonly PathCase[] }).cases.map(({ group, normalization, path, backendSees }) => {
    const got = normalizePath(path, normalization);
    // A case without a path at the backend is one that is refused with 400.
    const seen = got.kind === 'path' ? got.path : undefined;
    const name = `${group} ${normalization} ${path}`;
    return rowOf(name, seen === backendSees ? [] : [`${seen ?? 'refused'} instead of ${backendSees ?? 'refused'}`]);
  });

interface PatternCase {
  readonly name: string;
  readonly what: string;
  readonly pattern: string;
  readonly prefix?: string;
  readonly derivedInputs: readonly { readonly input: string; readonly match: boolean }[];
}

interface TemplateCase {
  readonly name: string;
  readonly pattern: string;
  readonly envoyTemplate: string;
}

/** The grammar of policy values: pattern and sample inputs → does it match. */
export const stringPatterns: ConformanceRunner = (_file, content) => {
  const { cases, pathTemplates } = content as {
    readonly cases: readonly PatternCase[];
    readonly pathTemplates: readonly TemplateCase[];
  };
  const patterns = cases.flatMap((each) =>
    each.derivedInputs.map(({ input, match }) => {
      const got = testOf(each)(input);
      return rowOf(`${each.name} ${each.pattern} ${input}`, got === match ? [] : [`${got} instead of ${match}`]);
    }),
  );
  const templates = pathTemplates.map(({ name, pattern, envoyTemplate: wanted }) => {
    const got = envoyTemplate(pattern);
    return rowOf(name, got === wanted ? [] : [`${got} instead of ${wanted}`]);
  });
  return [...patterns, ...templates];
};

function testOf({ what, pattern, prefix = '' }: PatternCase): (text: string) => boolean {
  if (what.startsWith('hosts')) {
    const test = hostMatcher(pattern);
    return (text) => test(text.toLowerCase());
  }
  if (what.startsWith('request header')) return headerMatcher(pattern);
  if (prefix === '' || pattern === '*') return valueMatcher(pattern);
  // The prefix stands for what the field adds, `spiffe://` of a principal.
  if (!pattern.startsWith('*')) return valueMatcher(prefix + pattern);
  const suffix = valueMatcher(pattern);
  return (text) => text.startsWith(prefix) && suffix(text.slice(prefix.length));
}

interface BuilderCase {
  readonly name: string;
  readonly listener: 'http' | 'tcp';
  readonly proxy: { readonly namespace: string; readonly labels: Readonly<Record<string, string>> };
  readonly policies: readonly VectorObject[];
  readonly customProvider?: boolean;
  readonly trustDomainBundle?: { readonly trustDomain: string; readonly aliases: readonly string[] };
  readonly derivedCases?: readonly {
    readonly name: string;
    readonly request: BuilderRequest;
    readonly allow: boolean;
  }[];
}

interface BuilderRequest {
  readonly sourcePrincipal?: string | null;
  readonly sourceIp?: string;
  readonly remoteIp?: string;
  readonly destinationIp?: string;
  readonly destinationPort?: number;
  readonly sni?: string;
  readonly method?: string;
  readonly path?: string;
  readonly host?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly jwt?: Readonly<Record<string, unknown>> | null;
}

/** AuthorizationPolicies of one proxy and sample requests → allowed or not, against istiod's golden filters. */
export const policyBuilder: ConformanceRunner = (_file, content) =>
  (content as { readonly cases: readonly BuilderCase[] }).cases.flatMap((each) => builderRows(each));

function builderRows(each: BuilderCase): readonly ConformanceRow[] {
  const name = `${each.listener} ${each.name}`;
  if (each.derivedCases === undefined) {
    return [skipped(name, 'external-authorizer')];
  }
  const { trustDomain = 'cluster.local', aliases = [] } = each.trustDomainBundle ?? {};
  const settings = { ...vectorSettings, trustDomain, trustDomainAliases: aliases };
  const proxy = { ...each.proxy, rootNamespace: 'istio-config', waypoint: false };
  const policies = each.policies.filter((policy) => isAttached(policy, proxy));
  const http = compileHttpPolicies(policies, settings);
  const tcp = compileTcpPolicies(policies, settings);
  return each.derivedCases.map((sample) => {
    const asked = attributesOf(sample.request);
    const verdict = each.listener === 'http' ? authorizeHttp(http, asked) : authorizeTcp(tcp, asked);
    const allowed = verdict.result === 'allowed';
    return rowOf(
      `${name}: ${sample.name}`,
      allowed === sample.allow ? [] : [`${verdict.result}, golden says ${sample.allow}`],
    );
  });
}

function attributesOf(request: BuilderRequest): HttpAttributes {
  const { sourcePrincipal, jwt } = request;
  return {
    ...(sourcePrincipal === undefined || sourcePrincipal === null ? {} : { principal: sourcePrincipal }),
    directIp: request.sourceIp ?? '10.0.9.9',
    remoteIp: request.remoteIp ?? '10.0.9.9',
    destinationIp: request.destinationIp ?? '10.1.1.1',
    destinationPort: request.destinationPort ?? 8080,
    sni: request.sni ?? '',
    method: request.method ?? 'GET',
    path: request.path ?? '/',
    authority: request.host ?? 'svc.example',
    headers: Object.entries(request.headers ?? {}).map(([header, value]) => [header.toLowerCase(), value]),
    ...(jwt === undefined || jwt === null ? {} : { claims: jwt }),
  };
}

interface TrustDomainCase {
  readonly func: string;
  readonly name?: string;
  readonly desc?: string;
  readonly trustDomainBundle?: { readonly trustDomain: string; readonly aliases: readonly string[] };
  readonly principals?: readonly string[];
  readonly expect?: readonly string[];
  readonly trustDomainIn?: string;
  readonly principal?: string;
  readonly out?: string;
  readonly want?: boolean;
  readonly element?: string;
  readonly list?: readonly string[];
  readonly expected?: boolean;
}

/** Principals of policies under the names of the mesh's trust domain. */
export const trustDomainCases: ConformanceRunner = (_file, content) =>
  (content as { readonly cases: readonly TrustDomainCase[] }).cases.map((each, index) => {
    const { got, wanted } = trustDomainResult(each);
    const differs = JSON.stringify(got) !== JSON.stringify(wanted);
    const name = `${each.func} ${index} ${each.name ?? each.desc ?? each.principal ?? ''}`;
    return rowOf(name, differs ? [`${JSON.stringify(got)} instead of ${JSON.stringify(wanted)}`] : []);
  });

function trustDomainResult(each: TrustDomainCase): { readonly got: unknown; readonly wanted: unknown } {
  const { principal = '', element = '', list = [] } = each;
  switch (each.func) {
    case 'ReplaceTrustDomainAliases': {
      const { trustDomain = '', aliases = [] } = each.trustDomainBundle ?? {};
      return { got: withTrustDomainAliases(each.principals ?? [], [trustDomain, ...aliases]), wanted: each.expect };
    }
    case 'ReplaceTrustDomainInPrincipal':
      return { got: inTrustDomain(each.trustDomainIn ?? '', principal) ?? '', wanted: each.out };
    case 'GetTrustDomainFromSpiffeIdentity':
      return { got: inTrustDomain('', principal) === undefined ? '' : principal.split('/')[0], wanted: each.out };
    case 'IsTrustDomainBeingEnforced':
      return { got: namesTrustDomain(principal), wanted: each.want };
    default:
      return { got: list.some((entry) => trustDomainsMeet(element, entry)), wanted: each.expected };
  }
}
