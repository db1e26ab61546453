import type { FieldRef } from '#model/kubernetes/resource.ts';
import type { Reason } from '#model/reason.ts';
import { reason } from '#model/reason.ts';
import type { Decision } from '#model/trace.ts';
import type { Random } from '../../random.ts';
import type { FilterAnswer } from '../answer.ts';
import type { Route } from './routeTable.ts';

type Injected =
  | { readonly kind: 'none'; readonly delayMs: number; readonly decisions: readonly Decision[] }
  | {
      readonly kind: 'abort';
      readonly answered: {
        readonly answer: FilterAnswer;
        readonly verdict: 'failed';
        readonly reason: Reason;
        readonly because: readonly FieldRef[];
        readonly decisions: readonly Decision[];
      };
    };

const source = 'envoy source/extensions/filters/http/fault/fault_filter.cc decodeHeaders';

/** Delays, then aborts, each by its own luck. */
export function injectFault({ fault }: Route, random: Random): Injected {
  if (fault === undefined) return { kind: 'none', delayMs: 0, decisions: [] };
  const { because } = fault;
  const isDelayed = fault.delayMs !== undefined && happens(fault.delayShare, random);
  const delayMs = isDelayed ? (fault.delayMs ?? 0) : 0;
  const decisions: readonly Decision[] = isDelayed
    ? [{ reason: reason('envoy/fault-delay', { ms: delayMs }), because, source }]
    : [];
  const aborts = fault.abortStatus !== undefined || fault.abortGrpcStatus !== undefined;
  if (!aborts || !happens(fault.abortShare, random)) return { kind: 'none', delayMs, decisions };
  const status = fault.abortStatus ?? 200;
  const why = reason('envoy/fault-abort', { status });
  const answer: FilterAnswer = {
    status,
    body: 'fault filter abort',
    headers: [['content-type', 'text/plain']],
    flags: 'FI',
    details: 'fault_filter_abort',
    ...(fault.abortGrpcStatus === undefined ? {} : { grpcStatus: fault.abortGrpcStatus }),
  };
  const all = [...decisions, { reason: why, because, source }];
  return { kind: 'abort', answered: { answer, verdict: 'failed', reason: why, because, decisions: all } };
}

function happens(share: number, random: Random): boolean {
  return share >= 1 || (share > 0 && random.next() < share);
}
