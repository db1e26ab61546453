import type { FieldRef, ResourceRef } from '#model/kubernetes/resource.ts';
import type { Mesh } from '../mesh/mesh.ts';

/** Something Envoy refuses when it loads the configuration. */
export interface UnusableConfig {
  readonly because: readonly FieldRef[];
  /** Envoy's words. */
  readonly message: string;
}

/**
 * The object that makes Envoy reject the whole main listener of a waypoint: a regular expression RE2 cannot compile,
 * or a key set without a usable key. Undefined: all is well.
 */
export function unusableConfig(_mesh: Mesh, _waypoint: ResourceRef): UnusableConfig | undefined {
  throw new Error('not yet');
}
