import type { Placement } from '#model/edit.ts';
import type { ResourceKey } from '#model/kubernetes/resource.ts';
import type { Position } from '#model/scenario.ts';

export function placementOf(id: string, { x, y }: Position): Placement {
  return { key: id as ResourceKey, x: Math.round(x), y: Math.round(y) };
}
