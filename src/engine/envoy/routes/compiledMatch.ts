import type { FieldRef } from '#model/kubernetes/resource.ts';
import type { HttpRequest } from '../../dataplane/connection.ts';

/** A request as matches look at it, made once per request. */
export interface RequestView {
  readonly request: HttpRequest;
  /** Without query. */
  readonly path: string;
  readonly query: string;
}

export interface MatchCondition {
  readonly kind: 'path' | 'method' | 'header' | 'query' | 'authority' | 'scheme';
  /** What it asks for, in short: `prefix /foo`, `x-user: ana`. */
  readonly wanted: string;
  /** The one text it takes, where it takes no other. */
  readonly exact?: string;
  readonly because: FieldRef;
  readonly holds: (view: RequestView) => boolean;
}

/** The conditions of one route entry, all of which must hold. */
export interface CompiledMatch {
  readonly conditions: readonly MatchCondition[];
  /** How the path is asked for, where a table can look it up; absent where every path or only some pattern will do. */
  readonly path?: { readonly kind: 'exact' | 'segments' | 'prefix' | 'regex'; readonly value: string };
  readonly text: string;
}
