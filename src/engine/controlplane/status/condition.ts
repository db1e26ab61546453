import type { ObjectMeta } from '#model/kubernetes/resource.ts';
import type { StatusCondition } from '#model/objectStatus.ts';

/** What is wrong, in the reason and the words of a condition. */
export interface ConfigError {
  readonly reason: string;
  readonly message: string;
}

/** The generation a controller reports; the API server starts counting at 1. */
export function generationOf({ metadata }: { readonly metadata: ObjectMeta }): number {
  return metadata.generation ?? 1;
}

/** A condition that is true, or false with the reason of an error. Mirrors istiod `SetListenerConditions`. */
export function condition(
  type: string,
  success: ConfigError,
  error: ConfigError | undefined,
  generation: number,
): StatusCondition {
  return {
    type,
    status: error === undefined ? 'True' : 'False',
    ...(error ?? success),
    observedGeneration: generation,
  };
}

export function byType(conditions: readonly StatusCondition[]): readonly StatusCondition[] {
  return [...conditions].sort((a, b) => (a.type < b.type ? -1 : 1));
}

/** Conditions by type: what a controller writes replaces what was there, and the rest stays. */
export function mergeConditions(
  existing: readonly StatusCondition[],
  written: readonly StatusCondition[],
): readonly StatusCondition[] {
  const types = new Set(written.map(({ type }) => type));
  return byType([...existing.filter(({ type }) => !types.has(type)), ...written]);
}
