import type { KubernetesResource } from '#model/kubernetes/kinds.ts';
import { annotations } from '#model/kubernetes/labels.ts';
import { checkAuthorizationPolicy } from './authorizationPolicy.ts';
import { checkDestinationRule } from './destinationRule.ts';
import { none, refuse, type Findings } from './goError.ts';
import { parseBoolError, quoted } from './goText.ts';
import { checkPeerAuthentication } from './peerAuthentication.ts';
import { checkRequestAuthentication } from './requestAuthentication.ts';
import { checkServiceEntry } from './serviceEntry.ts';
import { checkTelemetry } from './telemetry.ts';
import { checkVirtualService } from './virtualService.ts';
import { checkTrafficExtension, checkWasmPlugin } from './wasm.ts';
import { checkWorkloadEntry } from './workloadEntry.ts';

const reservedAnnotations = ['internal.istio.io/parent-namespace', 'internal.istio.io/parents'] as const;
const alwaysReject = 'internal.istio.io/webhook-always-reject';

/** What istiod's validating webhook says of an object of its own kinds. Mirrors istiod `RegisterValidateFunc`. */
export function checkByWebhook(resource: KubernetesResource): Findings {
  const check = checkOf(resource);
  if (check === undefined) return none;
  const objection = metadataObjection(resource);
  return objection === undefined ? check() : refuse(objection);
}

function checkOf(resource: KubernetesResource): (() => Findings) | undefined {
  switch (resource.kind) {
    case 'AuthorizationPolicy':
      return () => checkAuthorizationPolicy(resource);
    case 'PeerAuthentication':
      return () => checkPeerAuthentication(resource);
    case 'RequestAuthentication':
      return () => checkRequestAuthentication(resource);
    case 'ServiceEntry':
      return () => checkServiceEntry(resource);
    case 'WorkloadEntry':
      return () => checkWorkloadEntry(resource);
    case 'VirtualService':
      return () => checkVirtualService(resource);
    case 'DestinationRule':
      return () => checkDestinationRule(resource);
    case 'Telemetry':
      return () => checkTelemetry(resource);
    case 'WasmPlugin':
      return () => checkWasmPlugin(resource);
    case 'TrafficExtension':
      return () => checkTrafficExtension(resource);
    case 'EnvoyFilter':
    case 'Sidecar':
    case 'ProxyConfig':
    case 'WorkloadGroup':
      return () => none;
    default:
      return undefined;
  }
}

function metadataObjection(resource: KubernetesResource): string | undefined {
  const given = new Map(Object.entries(resource.metadata.annotations ?? {}));
  const dryRun = given.get(annotations.dryRun);
  const objection = dryRun === undefined ? undefined : dryRunObjection(resource, dryRun);
  if (objection !== undefined) return objection;
  if (given.has(alwaysReject)) return `${quoted(alwaysReject)} annotation found, rejecting`;
  const reserved = reservedAnnotations.find((name) => given.has(name));
  return reserved === undefined ? undefined : `${quoted(reserved)} annotation found, this may not be set by users`;
}

/** Mirrors istiod `checkDryRunAnnotation`. */
function dryRunObjection(resource: KubernetesResource, value: string): string | undefined {
  const name = `${resource.metadata.namespace ?? ''}/${resource.metadata.name}`;
  const annotation = annotations.dryRun;
  if (resource.kind !== 'AuthorizationPolicy') {
    return `${name} has unsupported annotation ${annotation}, please remove the annotation`;
  }
  const action = resource.spec.action ?? 'ALLOW';
  if (action !== 'ALLOW' && action !== 'DENY') {
    return `the annotation ${annotation} currently only supports action ALLOW/DENY, found action ${action} in ${name}`;
  }
  const error = parseBoolError(value);
  return error === undefined
    ? undefined
    : `${name} has annotation ${annotation} with invalid value (${value}): ${error}`;
}
