import { resolveSettings } from '#engine/controlplane/settings.ts';
import { indexPolicies } from '#engine/mesh/policyIndex.ts';
import type { Authorization, Mesh, Workload } from '#engine/mesh/mesh.ts';
import { authorize } from '#engine/ztunnel/authorize.ts';
import { matchingGroup, stringMatches, type RbacConnection } from '#engine/ztunnel/rbac.ts';
import { failed, passed, type ConformanceRow } from './row.ts';
import { authorizationOf, patternOf, type PolicyVector, type StringMatchVector } from './ztunnelPolicy.ts';

interface Identity {
  readonly trustDomain: string;
  readonly namespace: string;
  readonly serviceAccount: string;
}

interface ConnectionVector {
  readonly srcIdentity: Identity | null;
  readonly src: string;
  readonly dst: string;
}

interface RbacFile {
  readonly cases: readonly {
    readonly name: string;
    readonly policy: PolicyVector;
    readonly connection: ConnectionVector;
    readonly matches: boolean;
  }[];
  readonly stringMatch: readonly {
    readonly name: string;
    readonly matcher: StringMatchVector;
    readonly input: string;
    readonly match: boolean;
  }[];
}

/** ztunnel's own tests of its policy matching. */
export function runRbac(_file: string, content: unknown): readonly ConformanceRow[] {
  const { cases, stringMatch } = content as RbacFile;
  return [
    ...cases.map(({ name, policy, connection, matches }) =>
      expected(name, matchingGroup(authorizationOf(policy), connectionOf(connection)) !== undefined, matches),
    ),
    ...stringMatch.map(({ name, matcher, input, match }) =>
      expected(name, stringMatches(patternOf(matcher), input), match),
    ),
  ];
}

interface DerivedFile {
  readonly tests: readonly {
    readonly name: string;
    readonly ztunnelPolicy: PolicyVector;
    readonly cases: readonly {
      readonly name: string;
      readonly connection: ConnectionVector;
      readonly matches: boolean;
      readonly allowedByThisPolicyAlone?: boolean;
    }[];
  }[];
}

/** istiod's golden policies against sample connections: does the policy match, and what would it decide alone. */
export function runDerivedDecisions(_file: string, content: unknown): readonly ConformanceRow[] {
  return (content as DerivedFile).tests.flatMap(({ name, ztunnelPolicy, cases }) => {
    const policy = authorizationOf(ztunnelPolicy);
    return cases.map((one) => {
      const connection = connectionOf(one.connection);
      const matches = matchingGroup(policy, connection) !== undefined;
      const row = `${name} / ${one.name}`;
      if (matches !== one.matches) return failed(row, `matches: ${matches}, expected ${one.matches}`);
      if (one.allowedByThisPolicyAlone === undefined) return passed(row);
      return expected(row, allowed([policy], policy.namespace, connection), one.allowedByThisPolicyAlone);
    });
  });
}

interface DecisionFile {
  readonly cases: readonly {
    readonly name: string;
    readonly policies: readonly PolicyVector[];
    readonly destinationNamespace: string;
    readonly srcIdentity: Identity | null;
    readonly allow: boolean;
  }[];
}

/** ztunnel's own tests of what several policies decide together. */
export function runDecision(_file: string, content: unknown): readonly ConformanceRow[] {
  return (content as DecisionFile).cases.map(({ name, policies, destinationNamespace, srcIdentity, allow }) => {
    const connection = connectionOf({ srcIdentity, src: '192.168.1.1:1234', dst: '192.168.0.1:80' });
    return expected(name, allowed(policies.map(authorizationOf), destinationNamespace, connection), allow);
  });
}

function expected(name: string, ours: boolean, upstream: boolean): ConformanceRow {
  return ours === upstream ? passed(name) : failed(name, `${ours}, expected ${upstream}`);
}

function allowed(policies: readonly Authorization[], namespace: string, connection: RbacConnection): boolean {
  const selected = policies.filter(({ scope }) => scope === 'WORKLOAD_SELECTOR');
  const attached = selected.map(({ namespace: home, name }) => `${home}/${name}`);
  const mesh = { policies: indexPolicies(policies, () => undefined), settings: resolveSettings({}) } as unknown as Mesh;
  const workload = {
    uid: 'vector',
    source: { kind: 'Pod', namespace, name: 'vector' },
    namespace,
    name: 'vector',
    policies: attached,
  } as unknown as Workload;
  return authorize(mesh, workload, connection).allowed;
}

function connectionOf({ srcIdentity, src, dst }: ConnectionVector): RbacConnection {
  const [sourceIp] = splitAddress(src);
  const [destinationIp, destinationPort] = splitAddress(dst);
  const identity = srcIdentity === null ? {} : { identity: identityOf(srcIdentity) };
  return { sourceIp, destinationIp, destinationPort, ...identity };
}

function identityOf({ trustDomain, namespace, serviceAccount }: Identity): string {
  return `${trustDomain}/ns/${namespace}/sa/${serviceAccount}`;
}

function splitAddress(text: string): readonly [ip: string, port: number] {
  const colon = text.lastIndexOf(':');
  return [text.slice(0, colon).replace(/^\[|\]$/g, ''), Number(text.slice(colon + 1))];
}
