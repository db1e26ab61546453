import type { HttpRequest } from '../../dataplane/connection.ts';

/** The conditions of one route entry, all of which must hold. */
export interface CompiledMatch {
  /** Path of the request without its query. */
  matches(request: HttpRequest, path: string, query: string): boolean;
}
