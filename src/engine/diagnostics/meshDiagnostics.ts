import type { Diagnostic, Severity } from '#model/diagnostic.ts';
import type { Mesh } from '../mesh/mesh.ts';
import { admissionOfWaypoints } from './admissionOfWaypoints.ts';
import { bindingDiagnostics } from './bindings.ts';
import { captureDiagnostics } from './capture.ts';
import { ingressDiagnostics } from './ingress.ts';
import { networkPolicyDiagnostics } from './networkPolicies.ts';
import { regexDiagnostics } from './regexes.ts';
import { routeDiagnostics } from './routes.ts';
import { serviceDiagnostics } from './serviceEntries.ts';
import { waypointPolicyDiagnostics } from './waypointPolicies.ts';
import { ztunnelPolicyDiagnostics } from './ztunnelPolicies.ts';

const rank: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

/** What nobody would tell the user about a mesh, worst first. Each names the field it speaks of. */
export function meshDiagnostics(mesh: Mesh): readonly Diagnostic[] {
  const found = [
    ...bindingDiagnostics(mesh),
    ...ztunnelPolicyDiagnostics(mesh),
    ...admissionOfWaypoints(mesh),
    ...waypointPolicyDiagnostics(mesh),
    ...routeDiagnostics(mesh),
    ...regexDiagnostics(mesh),
    ...ingressDiagnostics(mesh),
    ...serviceDiagnostics(mesh),
    ...captureDiagnostics(mesh),
    ...networkPolicyDiagnostics(mesh),
  ];
  return once(found).toSorted((a, b) => rank[a.severity] - rank[b.severity]);
}

/** A namespace's label speaks for all of its services; it is reported once per place and facts. */
function once(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const seen = new Map<string, Diagnostic>();
  for (const diagnostic of diagnostics) {
    const { code, resource, path, params } = diagnostic;
    const key = JSON.stringify([code, resource, path, params]);
    if (!seen.has(key)) seen.set(key, diagnostic);
  }
  return [...seen.values()];
}
