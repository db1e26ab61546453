/** Reasons about what istiod and the CNI derived: enrolment, addresses, waypoint binding, policy attachment. */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type
export interface ControlPlaneReasons {}
