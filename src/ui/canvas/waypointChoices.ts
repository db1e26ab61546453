import { keyOf, sameResource, type ResourceRef } from '#model/kubernetes/resource.ts';
import type { GatewaySummary, WaypointBindingSummary } from '#model/meshSummary.ts';
import type { MenuEntry } from '#ui/kit/Menu.tsx';

/** The waypoints that an object can be told to use, as choices of a menu; the one it asks for now is ticked. */
export function waypointChoices(
  gateways: readonly GatewaySummary[],
  binding: WaypointBindingSummary | undefined,
  inheritLabel: string,
  noneLabel: string,
  choose: (waypoint: ResourceRef | 'none' | 'inherit') => void,
): readonly MenuEntry[] {
  const named = gateways
    .filter(({ role }) => role === 'waypoint')
    .map(({ ref, namespace, name }): MenuEntry => {
      const requested = binding?.requested === `${namespace}/${name}`;
      const checked = requested || (binding?.bound !== undefined && sameResource(binding.bound, ref));
      return {
        kind: 'action',
        id: keyOf(ref),
        label: `${namespace}/${name}`,
        checked,
        run() {
          choose(ref);
        },
      };
    });
  const fixed = (id: 'inherit' | 'none', label: string, checked: boolean): MenuEntry => ({
    kind: 'action',
    id,
    label,
    checked,
    run() {
      choose(id);
    },
  });
  return [
    ...named,
    fixed('inherit', inheritLabel, binding === undefined),
    fixed('none', noneLabel, binding?.requested === 'none'),
  ];
}
