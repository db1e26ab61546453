/** Reasons about a waypoint, gateway or sidecar: what it accepts, where it forwards, what it answers itself. */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type
export interface ProxyReasons {}
