import type { StatusCondition } from '#model/objectStatus.ts';
import { byType } from './condition.ts';

interface Written {
  readonly type?: string;
  readonly status?: string;
  readonly reason?: string;
  readonly message?: string;
  readonly observedGeneration?: number | string;
}

/** Conditions a manifest brings along, as a status reports them: without times, in order. */
export function writtenConditions(conditions: readonly Written[] | undefined): readonly StatusCondition[] {
  return byType(
    (conditions ?? []).map(({ type = '', status, reason = '', message, observedGeneration }) => ({
      type,
      status: status === 'True' || status === 'False' ? status : 'Unknown',
      reason,
      ...(message === undefined ? {} : { message }),
      ...(observedGeneration === undefined ? {} : { observedGeneration }),
    })),
  );
}
