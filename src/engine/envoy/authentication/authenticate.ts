import type { FieldRef } from '#model/kubernetes/resource.ts';
import type { Considered, Decision } from '#model/trace.ts';
import type { Reason } from '#model/reason.ts';
import type { HttpRequest } from '../../dataplane/connection.ts';
import type { FilterAnswer } from '../answer.ts';
import type { AuthenticationRules } from './authenticationRules.ts';

export type { AuthenticationRules } from './authenticationRules.ts';
import type { VerifiedTokens } from './verifyTokens.ts';

export type Authentication =
  /** `request` has its token removed and claim headers set; claims only where a token was accepted. */
  | {
      readonly result: 'passed';
      readonly request: HttpRequest;
      readonly claims?: Readonly<Record<string, unknown>>;
      /** A verified token clears the route cache: the route is looked up again with the new headers. */
      readonly routeCacheCleared: boolean;
      readonly decisions: readonly Decision[];
    }
  | {
      readonly result: 'rejected';
      readonly answer: FilterAnswer;
      readonly reason: Reason;
      readonly because: readonly FieldRef[];
      readonly considered: readonly Considered[];
      readonly decisions: readonly Decision[];
    }
  | {
      readonly result: 'undetermined';
      readonly reason: Reason;
      readonly because: readonly FieldRef[];
      readonly decisions: readonly Decision[];
    };

/** Checks the tokens of a request. `now` is in seconds. Mirrors istiod `authn/policy_applier` and Envoy jwt_authn. */
export function authenticate(
  _rules: AuthenticationRules,
  _request: HttpRequest,
  _verified: VerifiedTokens,
  _now: number,
): Authentication {
  throw new Error('not yet');
}
