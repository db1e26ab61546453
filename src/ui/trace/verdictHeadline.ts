import type { ReasonCode } from '#model/reason.ts';
import type { ProxyRef, Verdict } from '#model/trace.ts';

/** The one fact that a verdict comes down to; the catalogues make a headline of it. */
export type VerdictHeadline =
  | { readonly kind: 'answered'; readonly by: string }
  | { readonly kind: 'answered-by-proxy'; readonly at: ProxyRef }
  | { readonly kind: 'denied-by-policy'; readonly policy: string }
  | { readonly kind: 'no-allow-matched' }
  | { readonly kind: 'token-refused' }
  | { readonly kind: 'denied'; readonly at: ProxyRef }
  | { readonly kind: 'error-answer'; readonly at: ProxyRef }
  | { readonly kind: 'reset'; readonly at: ProxyRef }
  | { readonly kind: 'refused' }
  | { readonly kind: 'timeout' }
  | { readonly kind: 'unresolved' }
  /** What was asked for is no request: there is nothing to find out about it. */
  | { readonly kind: 'not-sent' }
  /** It went somewhere that no manifest speaks of. */
  | { readonly kind: 'outside' }
  /** The simulator has no rule for something on the way. */
  | { readonly kind: 'no-rule' }
  | { readonly kind: 'undetermined' };

const notSent: readonly ReasonCode[] = ['engine/unknown-caller', 'engine/bad-request'];

/** Whether there was a request at all. */
export function wasSent(verdict: Verdict): boolean {
  return verdict.kind !== 'undetermined' || openEnd(verdict) !== 'not-sent';
}

export type OpenEnd = 'not-sent' | 'outside' | 'no-rule' | 'undetermined';

/** Why nobody can say how a request ended. */
export function openEnd({ decidedBy }: Pick<Verdict, 'decidedBy'>): OpenEnd {
  const { code } = decidedBy.reason;
  if (notSent.includes(code)) return 'not-sent';
  if (code === 'engine/unsupported') return 'no-rule';
  return code === 'kubernetes/outside-scenario' ? 'outside' : 'undetermined';
}

export function verdictHeadline(verdict: Verdict): VerdictHeadline {
  const { at } = verdict.decidedBy;
  switch (verdict.kind) {
    case 'undetermined':
      return { kind: openEnd(verdict) };
    case 'delivered':
      return verdict.backend === null
        ? { kind: 'answered-by-proxy', at }
        : { kind: 'answered', by: verdict.backend.name };
    case 'denied':
      if (verdict.deniedBy === null) return { kind: 'denied', at };
      if (verdict.deniedBy === 'no-allow-matched') return { kind: 'no-allow-matched' };
      if (verdict.deniedBy === 'jwt') return { kind: 'token-refused' };
      return { kind: 'denied-by-policy', policy: verdict.deniedBy };
    case 'failed':
      switch (verdict.client) {
        case 'response':
          return { kind: 'error-answer', at };
        case 'reset':
          return { kind: 'reset', at };
        case 'refused':
        case 'timeout':
        case 'unresolved':
          return { kind: verdict.client };
      }
  }
}
