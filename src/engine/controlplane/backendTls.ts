import type { BackendTLSPolicy, ClientTls, ConfigMap } from '#model/kubernetes/kinds.ts';
import type { ResourceIndex } from '../mesh/mesh.ts';
import { annotationOf, namespaceOf } from './inNamespace.ts';
import type { ConfigError } from './status/condition.ts';

type Target = BackendTLSPolicy['spec']['targetRefs'][number];

/** What of a policy's mesh is needed to judge it. */
export interface BackendTlsWorld {
  readonly resources: ResourceIndex;
  readonly clusterDomain: string;
}

/** One target of a policy: what was found there, and what the conditions say at this point. */
export interface BackendTlsTarget {
  readonly target: Target;
  /** Hosts whose clusters get the settings; none where the target is no good or another policy has it. */
  readonly hosts: readonly string[];
  /** Port that alone is meant. */
  readonly port?: number;
  readonly found: boolean;
  readonly accepted?: ConfigError;
}

export interface BackendTlsVerdict {
  readonly ignored: boolean;
  readonly targets: readonly BackendTlsTarget[];
  readonly tls: ClientTls;
  readonly resolved?: ConfigError;
  /** Added to what an accepted policy says. */
  readonly warning: string;
}

/** A credential that no proxy can be given, so that nothing gets through. */
export const invalidCredential = 'invalid://';

/**
 * What a BackendTLSPolicy makes of its targets. An error of one target stays in the conditions of those that follow.
 * Mirrors istiod `BackendTLSPolicyCollection`.
 */
export function judgeBackendTls(world: BackendTlsWorld, policy: BackendTLSPolicy): BackendTlsVerdict {
  const { validation, targetRefs } = policy.spec;
  const certificate = judgeCertificate(world, policy);
  const names = (validation.subjectAltNames ?? []).flatMap(({ type, hostname, uri }) =>
    type === 'Hostname' ? (hostname ?? []) : (uri ?? []),
  );
  const tls: ClientTls = {
    mode: 'SIMPLE',
    sni: validation.hostname,
    subjectAltNames: names,
    ...(certificate.credential === undefined ? {} : { credentialName: certificate.credential }),
  };
  let accepted = certificate.accepted;
  const targets = targetRefs.map((target): BackendTlsTarget => {
    const place = locate(world, policy, target);
    if ('error' in place) {
      accepted = { reason: 'TargetNotFound', message: `targetRefs invalid: ${place.error}` };
      return { target, hosts: [], found: false, accepted };
    }
    const rival = rivalOf(world, policy, target);
    if (rival !== undefined) {
      const message = `Conflicts with BackendTLSPolicy "${rival}" targeting the same backend`;
      accepted = { reason: 'Conflicted', message };
    }
    const { hosts, port } = place;
    return {
      target,
      hosts: rival === undefined ? hosts : [],
      found: true,
      ...(port === undefined ? {} : { port }),
      ...(accepted === undefined ? {} : { accepted }),
    };
  });
  const warning =
    (validation.caCertificateRefs ?? []).length > 1 ? '; warning: only the first caCertificateRefs will be used' : '';
  return {
    ignored: isIgnored(policy),
    targets,
    tls,
    warning,
    ...(certificate.resolved === undefined ? {} : { resolved: certificate.resolved }),
  };
}

export function isIgnored(policy: BackendTLSPolicy): boolean {
  return (annotationOf(policy, 'istio.io/ignore-policy-attachment') ?? '').toLowerCase() === 'true';
}

type Place = { readonly hosts: readonly string[]; readonly port?: number } | { readonly error: string };

function locate({ resources, clusterDomain }: BackendTlsWorld, policy: BackendTLSPolicy, target: Target): Place {
  const home = namespaceOf(policy);
  const { group, kind, name, sectionName } = target;
  const missing = { error: `reference ${home}/${name} (of kind ${kind}) not found` };
  if (kind === 'Service' && group === '') {
    const service = resources.get('Service', home, name);
    if (service === undefined) return missing;
    const ports = (service.spec.ports ?? []).map(({ name: own, port }) => ({ name: own, number: port }));
    return section(`${kind} ${home}/${name}`, [`${name}.${home}.svc.${clusterDomain}`], ports, sectionName);
  }
  if (kind === 'ServiceEntry' && group === 'networking.istio.io') {
    const entry = resources.get('ServiceEntry', home, name);
    if (entry === undefined) return missing;
    return section(`${kind} ${home}/${name}`, entry.spec.hosts, entry.spec.ports ?? [], sectionName);
  }
  const other = referable.get(`${group}/${kind}`);
  if (other === undefined) return { error: `unsupported kind ${kind}` };
  return resources.get(other, home, name) === undefined ? missing : { error: `unsupported reference kind: ${kind}` };
}

/** Kinds that istiod can look up, though they are no backends. Its Secrets are not part of a scenario. */
const referable: ReadonlyMap<string, 'ConfigMap'> = new Map([['/ConfigMap', 'ConfigMap']]);

function section(
  what: string,
  hosts: readonly string[],
  ports: readonly { readonly name?: string | undefined; readonly number: number }[],
  wanted: string | undefined,
): Place {
  if (wanted === undefined || wanted === '') return { hosts };
  const port = ports.find(({ name }) => name === wanted);
  if (port === undefined) return { error: `sectionName "${wanted}" does not exist in ${what}` };
  return { hosts, port: port.number };
}

/** The policy that has the same target and goes before: the older one, else the first by name. Mirrors `btlsIsConflicted`. */
function rivalOf({ resources }: BackendTlsWorld, policy: BackendTLSPolicy, target: Target): string | undefined {
  const same = (other: Target): boolean =>
    other.group === target.group &&
    other.kind === target.kind &&
    other.name === target.name &&
    other.sectionName === target.sectionName;
  return resources
    .all('BackendTLSPolicy')
    .find(
      (other) =>
        other !== policy &&
        namespaceOf(other) === namespaceOf(policy) &&
        other.metadata.name !== policy.metadata.name &&
        !isIgnored(other) &&
        other.spec.targetRefs.some(same) &&
        goesBefore(other, policy),
    )?.metadata.name;
}

function goesBefore({ metadata: a }: BackendTLSPolicy, { metadata: b }: BackendTLSPolicy): boolean {
  const [ageA, ageB] = [a.creationTimestamp ?? '', b.creationTimestamp ?? ''];
  return ageA === ageB ? a.name < b.name : ageA < ageB;
}

interface Certificate {
  readonly credential?: string;
  readonly accepted?: ConfigError;
  readonly resolved?: ConfigError;
}

/** Mirrors istiod `getBackendTLSCredentialName`. */
function judgeCertificate({ resources }: BackendTlsWorld, policy: BackendTLSPolicy): Certificate {
  const { wellKnownCACertificates: known, caCertificateRefs = [] } = policy.spec.validation;
  if (known !== undefined) {
    if (known === 'System') return {};
    return { accepted: { reason: 'Invalid', message: `Unknown wellKnownCACertificates: ${known}` } };
  }
  const [ref] = caCertificateRefs;
  if (ref === undefined) return {};
  const home = namespaceOf(policy);
  if (ref.kind !== 'ConfigMap' || ref.group !== '') {
    return invalid(`unsupported kind ${ref.kind}`, 'InvalidKind', 'Certificate reference not supported');
  }
  const map = resources.get('ConfigMap', home, ref.name);
  if (map === undefined) {
    const error = `reference ${home}/${ref.name} (of kind ConfigMap) not found`;
    return invalid(error, 'InvalidCACertificateRef', 'Certificate reference not found');
  }
  const problem = rootProblem(map);
  if (problem !== undefined) return invalid(problem, 'InvalidCACertificateRef', 'Certificate invalid');
  return { credential: `configmap://${home}/${ref.name}` };
}

function invalid(error: string, reason: string, says: string): Certificate {
  return {
    credential: invalidCredential,
    accepted: { reason: 'NoValidCACertificate', message: `Certificate reference invalid: ${error}` },
    resolved: { reason, message: `${says}: ${error}` },
  };
}

/** Mirrors istiod `ExtractRootFromString`. */
function rootProblem({ data = {} }: ConfigMap): string | undefined {
  const stated = ['cacert', 'ca.crt'].find((key) => Object.hasOwn(data, key));
  if (stated !== undefined) return undefined;
  const found = Object.keys(data).sort().join(', ');
  return `found secret, but didn't have expected keys cacert or ca.crt; found: ${found}`;
}
