import type { FieldProblem } from '#model/kubernetes/fieldProblem.ts';
import type { KubernetesResource } from '#model/kubernetes/kinds.ts';
import { kindOf } from '#model/kubernetes/kinds.ts';
import type { ReadResource } from '#model/kubernetes/readResource.ts';
import type { FieldPath, ResourceRef } from '#model/kubernetes/resource.ts';
import { errorText } from './goError.ts';
import { checkByWebhook } from './webhook.ts';

/** An object that does not get into the cluster, with the words it is turned away with. */
export interface Refusal {
  readonly ref: ResourceRef;
  readonly by: 'api-server' | 'istio-webhook';
  readonly message: string;
  /** The field at fault, where one is named. */
  readonly path?: FieldPath;
}

export interface AdmissionWarning {
  readonly ref: ResourceRef;
  readonly message: string;
}

export interface Admission {
  readonly accepted: readonly KubernetesResource[];
  readonly refused: readonly Refusal[];
  readonly warnings: readonly AdmissionWarning[];
}

/**
 * Which of the objects a cluster would take: first the API server with the kind's definition, then istiod's validating
 * webhook. Objects that could not be named, or of kinds that are only kept, are in neither list.
 */
export function admit(reads: readonly ReadResource[]): Admission {
  const accepted: KubernetesResource[] = [];
  const refused: Refusal[] = [];
  const warnings: AdmissionWarning[] = [];
  for (const read of reads) {
    const verdict = admitOne(read);
    if (verdict === undefined) continue;
    if (verdict.refusal !== undefined) refused.push(verdict.refusal);
    else accepted.push(verdict.resource);
    if (verdict.warning !== undefined) warnings.push(verdict.warning);
  }
  return { accepted, refused, warnings };
}

type AdmissionOfOne =
  | { readonly refusal: Refusal; readonly warning?: undefined }
  | { readonly refusal?: undefined; readonly resource: KubernetesResource; readonly warning?: AdmissionWarning };

/** What becomes of one object; nothing where it has no name or no definition. */
export function admitOne(read: ReadResource): AdmissionOfOne | undefined {
  const { ref, resource } = read;
  if (ref === undefined || read.unknownKind === true) return undefined;
  const errors = firstStage(read.problems);
  const [first] = errors;
  if (first !== undefined) {
    return { refusal: { ref, by: 'api-server', message: apiServerWords(ref, resource, errors), path: first.path } };
  }
  if (resource === undefined) return undefined;
  const found = checkByWebhook(resource);
  if (found.error !== undefined) {
    return { refusal: { ref, by: 'istio-webhook', message: `Istio webhook: ${errorText(found.error)}` } };
  }
  return found.warning === undefined ? { resource } : { resource, warning: { ref, message: errorText(found.warning) } };
}

/** Structure, then lists with equal items, then conditions: the first that finds something speaks alone. */
function firstStage(problems: readonly FieldProblem[]): readonly FieldProblem[] {
  if (problems.length === 0) return problems;
  const errors = problems.filter(({ severity }) => severity === 'error');
  const conditions = errors.filter(({ code }) => code === 'admission/rule');
  const duplicates = errors.filter(({ code }) => code === 'admission/duplicate');
  const structure = errors.filter((error) => !conditions.includes(error) && !duplicates.includes(error));
  return [structure, duplicates, conditions].find((stage) => stage.length > 0) ?? [];
}

/** Mirrors istio `crd.Validator` for custom kinds, and the API server's own summary for built-in ones. */
function apiServerWords(
  ref: ResourceRef,
  resource: KubernetesResource | undefined,
  errors: readonly FieldProblem[],
): string {
  const messages = [...new Set(errors.map(({ message }) => message))];
  const said = messages.length === 1 ? (messages[0] ?? '') : `[${messages.join(', ')}]`;
  if (isBuiltIn(ref, resource))
    return `${qualifiedKind(ref, resource)} ${JSON.stringify(ref.name)} is invalid: ${said}`;
  return `CRD validation: ${ref.kind}/${ref.name}/${ref.namespace ?? ''}: ${said}`;
}

/** `Service`, but `NetworkPolicy.networking.k8s.io`: the API server leaves out the core group only. */
function qualifiedKind({ kind }: ResourceRef, resource: KubernetesResource | undefined): string {
  const slash = resource?.apiVersion.indexOf('/') ?? -1;
  return slash === -1 ? kind : `${kind}.${resource?.apiVersion.slice(0, slash) ?? ''}`;
}

function isBuiltIn(ref: ResourceRef, resource: KubernetesResource | undefined): boolean {
  const apiVersion = resource?.apiVersion;
  if (apiVersion !== undefined) return isBuiltInGroup(kindOf(apiVersion, ref.kind)?.group ?? '');
  return builtInKinds.has(ref.kind);
}

function isBuiltInGroup(group: string): boolean {
  return !group.includes('.') || group === 'discovery.k8s.io' || group === 'networking.k8s.io';
}

const builtInKinds: ReadonlySet<string> = new Set([
  ...[
    'Namespace',
    'Node',
    'Service',
    'ServiceAccount',
    'ConfigMap',
    'Endpoints',
    'Pod',
    'EndpointSlice',
    'NetworkPolicy',
  ],
  ...['Deployment', 'ReplicaSet', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob'],
]);
