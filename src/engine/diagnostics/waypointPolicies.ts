import type { Diagnostic } from '#model/diagnostic.ts';
import type { AuthorizationPolicy, PolicyTargetRef, RequestAuthentication } from '#model/kubernetes/kinds.ts';
import { meshController } from '../controlplane/gatewayClasses.ts';
import { namespaceOf } from '../controlplane/inNamespace.ts';
import { containsLabels } from '../controlplane/labelSelector.ts';
import { targetRefsOf } from '../controlplane/status/targetRefsOf.ts';
import type { Mesh } from '../mesh/mesh.ts';
import { refOf } from '../mesh/resourceIndex.ts';
import { bindingOf } from './bindings.ts';
import { finding, nameOf } from './finding.ts';

type Targeting = AuthorizationPolicy | RequestAuthentication;

/** What becomes of policies that name their targets, and of request authentication. */
export function waypointPolicyDiagnostics(mesh: Mesh): readonly Diagnostic[] {
  const { resources } = mesh;
  const authorization = resources.all('AuthorizationPolicy');
  const authentication = resources.all('RequestAuthentication');
  return [
    ...[...authorization, ...authentication].flatMap((policy) => targetDiagnostics(policy, mesh)),
    ...authorization.flatMap((policy) => [...valueDiagnostics(policy), ...providerDiagnostics(policy, mesh)]),
    ...authentication.flatMap((policy) => authenticationDiagnostics(policy, authorization, mesh)),
    ...authorization.flatMap((policy) => rootDiagnostics(policy, mesh)),
  ];
}

function targetDiagnostics(policy: Targeting, mesh: Mesh): readonly Diagnostic[] {
  const listed = (policy.spec.targetRefs ?? []).length > 0;
  return targetRefsOf(policy.spec).flatMap((target, index) => {
    const path = listed ? ['spec', 'targetRefs', index] : ['spec', 'targetRef'];
    const found = targetDiagnostic(policy, target, path, mesh);
    return found === undefined ? [] : [found];
  });
}

function targetDiagnostic(
  policy: Targeting,
  { kind, name, namespace: elsewhere }: PolicyTargetRef,
  path: readonly (string | number)[],
  mesh: Mesh,
): Diagnostic | undefined {
  const namespace = elsewhere !== undefined && elsewhere !== '' ? elsewhere : namespaceOf(policy);
  const params = { policy: nameOf(policy), target: `${kind} ${namespace}/${name}` };
  const missing = (): Diagnostic => finding('mesh/target-not-found', 'error', params, refOf(policy), path);
  switch (kind) {
    case 'Service':
    case 'ServiceEntry': {
      const ref = { kind, namespace, name };
      if (mesh.resources.get(kind, namespace, name) === undefined) return missing();
      if (bindingOf(mesh, ref) !== undefined) return undefined;
      return finding('mesh/target-without-waypoint', 'error', params, refOf(policy), path);
    }
    case 'Gateway':
      return mesh.resources.get('Gateway', namespace, name) === undefined ? missing() : undefined;
    case 'GatewayClass': {
      const { rootNamespace } = mesh.settings;
      if (namespaceOf(policy) === rootNamespace) return undefined;
      const elsewhereParams = { policy: nameOf(policy), rootNamespace };
      return finding('mesh/target-class-elsewhere', 'error', elsewhereParams, refOf(policy), path);
    }
    default:
      return undefined;
  }
}

function valueDiagnostics(policy: AuthorizationPolicy): readonly Diagnostic[] {
  const targeted = targetRefsOf(policy.spec).length > 0;
  return (policy.spec.rules ?? []).flatMap((rule, ruleIndex) =>
    (rule.from ?? []).flatMap(({ source }, fromIndex) => {
      const path = ['spec', 'rules', ruleIndex, 'from', fromIndex, 'source'];
      const blocks = [...(source?.ipBlocks ?? []), ...(source?.notIpBlocks ?? [])];
      const shapeless = (source?.requestPrincipals ?? []).find((value) => value !== '*' && !/[/*]/.test(value));
      return [
        ...(targeted && blocks.length > 0
          ? [finding('mesh/ip-blocks-at-waypoint', 'warning', { policy: nameOf(policy) }, refOf(policy), path)]
          : []),
        ...(shapeless === undefined
          ? []
          : [
              finding(
                'mesh/request-principal-shape',
                'warning',
                { policy: nameOf(policy), value: shapeless },
                refOf(policy),
                [...path, 'requestPrincipals'],
              ),
            ]),
      ];
    }),
  );
}

function providerDiagnostics(policy: AuthorizationPolicy, { settings }: Mesh): readonly Diagnostic[] {
  if (policy.spec.action !== 'CUSTOM') return [];
  const provider = policy.spec.provider?.name ?? '';
  const configured = settings.meshConfig['extensionProviders'];
  const known = Array.isArray(configured) && configured.some((one: unknown) => isNamed(one, provider));
  if (known) return [];
  const params = { policy: nameOf(policy), provider };
  return [finding('mesh/unknown-provider', 'error', params, refOf(policy), ['spec', 'provider'])];
}

function isNamed(value: unknown, name: string): boolean {
  return typeof value === 'object' && value !== null && 'name' in value && value.name === name;
}

/** RequestAuthentication checks tokens; it asks for none, and ztunnel knows nothing of it. */
function authenticationDiagnostics(
  policy: RequestAuthentication,
  authorization: readonly AuthorizationPolicy[],
  mesh: Mesh,
): readonly Diagnostic[] {
  const params = { policy: nameOf(policy) };
  const home = namespaceOf(policy);
  if (targetRefsOf(policy.spec).length === 0) {
    const wanted = policy.spec.selector?.matchLabels ?? {};
    const root = home === mesh.settings.rootNamespace;
    const enforced = mesh.workloads.all.some(
      ({ namespace, labels, sidecar, role }) =>
        (root || namespace === home) && containsLabels(labels, wanted) && (sidecar !== undefined || role === 'ingress'),
    );
    return enforced ? [] : [finding('mesh/jwt-without-waypoint', 'error', params, refOf(policy), ['spec'])];
  }
  const requires = authorization.some((other) => namespaceOf(other) === home && mentionsToken(other));
  return requires ? [] : [finding('mesh/token-not-required', 'info', params, refOf(policy), ['spec', 'jwtRules'])];
}

function mentionsToken({ spec }: AuthorizationPolicy): boolean {
  return (spec.rules ?? []).some(
    ({ from = [], when = [] }) =>
      from.some(
        ({ source }) => [...(source?.requestPrincipals ?? []), ...(source?.notRequestPrincipals ?? [])].length > 0,
      ) || when.some(({ key }) => key.startsWith('request.auth.')),
  );
}

/** A policy for the whole mesh is for ztunnels; waypoints take only what names them or their class. */
function rootDiagnostics(policy: AuthorizationPolicy, mesh: Mesh): readonly Diagnostic[] {
  const { rootNamespace } = mesh.settings;
  const { spec } = policy;
  if (namespaceOf(policy) !== rootNamespace || spec.selector !== undefined || targetRefsOf(spec).length > 0) return [];
  const byClass = mesh.resources
    .all('AuthorizationPolicy')
    .some((other) => targetRefsOf(other.spec).some(({ kind }) => kind === 'GatewayClass'));
  const waypoints = [...mesh.waypoints].filter(([, { controller }]) => controller === meshController);
  if (byClass || waypoints.length === 0) return [];
  const params = { policy: nameOf(policy), waypoints: waypoints.map(([name]) => name) };
  return [finding('mesh/root-policy-not-at-waypoints', 'info', params, refOf(policy), ['metadata', 'namespace'])];
}
