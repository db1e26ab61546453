/** A kind of request that policies and routes may treat in its own way. */
export interface RequestClass {
  /** The caller, `namespace/name` of a pod. */
  readonly from: string;
  readonly destination: string;
  readonly to: string;
  readonly method?: string;
  readonly path?: string;
}

/** What tells a request class from another, and names it for a reader: `GET http://echo.shop:80/admin`. */
export function classKey({ from, to, method = '' }: RequestClass): string {
  return `${from} → ${method === '' ? '' : `${method} `}${to}`;
}
