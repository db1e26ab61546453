import type { Diagnostic, DiagnosticCode, DiagnosticParams, Severity } from '#model/diagnostic.ts';
import type { MeshDiagnostics } from '#model/diagnostics/mesh.ts';
import type { FieldPath, ResourceRef } from '#model/kubernetes/resource.ts';

export type MeshCode = keyof MeshDiagnostics & DiagnosticCode;

/** Makes a diagnostic about a field of an object. */
export function finding<C extends MeshCode>(
  code: C,
  severity: Severity,
  params: DiagnosticParams[C],
  resource: ResourceRef,
  path: FieldPath = ['metadata', 'name'],
): Diagnostic {
  return { code, severity, params, resource, path } as unknown as Diagnostic;
}

/** `namespace/name`. */
export function nameOf(object: { readonly metadata: { readonly namespace?: string; readonly name: string } }): string {
  return `${object.metadata.namespace ?? 'default'}/${object.metadata.name}`;
}

/** `namespace/name` of a reference. */
export function refName({ namespace, name }: ResourceRef): string {
  return namespace === undefined ? name : `${namespace}/${name}`;
}
