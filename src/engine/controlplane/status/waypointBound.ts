import type { StatusCondition } from '#model/objectStatus.ts';
import type { BindingResult, WaypointBinding } from '../../mesh/mesh.ts';

const type = 'istio.io/WaypointBound';

/** What the label `istio.io/ingress-use-waypoint` says, on the object or its namespace. */
export interface IngressUse {
  readonly labelled: boolean;
  readonly used: boolean;
}

/**
 * `istio.io/WaypointBound` of a Service, ServiceEntry or WorkloadEntry; absent where none is asked for.
 * Mirrors istiod `ServiceInfo.GetConditions` and `WorkloadInfo.GetConditions`.
 */
export function waypointBound(result: BindingResult | undefined, ingress?: IngressUse): StatusCondition | undefined {
  const { binding, problem, canaryProblem } = result ?? {};
  if (binding !== undefined) {
    const canary = canaryProblem === undefined ? '' : `. Canary waypoint not attached: ${canaryProblem.message}`;
    const message = `Successfully attached to waypoint ${nameOf(binding)}${ingressText(ingress)}${canary}`;
    return { type, status: 'True', reason: 'WaypointAccepted', message };
  }
  if (problem === undefined || problem.silent === true) return undefined;
  return { type, status: 'False', reason: problem.code, message: problem.message };
}

function ingressText(ingress: IngressUse | undefined): string {
  if (ingress === undefined || !ingress.labelled) return '';
  if (ingress.used) return '. Ingress traffic will traverse the waypoint';
  return '. Ingress traffic is not using the waypoint, set the istio.io/ingress-use-waypoint label to true if desired.';
}

function nameOf({ primary }: WaypointBinding): string {
  return `${primary.gateway.namespace ?? ''}/${primary.gateway.name}`;
}
