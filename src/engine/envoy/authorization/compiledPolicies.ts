/** The RBAC and ext_authz filters of one chain, ready to be asked. Opaque outside `authorization`. */
export interface CompiledPolicies {
  readonly empty: boolean;
}
