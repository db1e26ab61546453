/** Reasons about Envoy's filters and routes, in whichever proxy they run. */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type
export interface EnvoyReasons {}
