import type { WaypointBindingSummary } from '#model/meshSummary.ts';
import { useTexts } from '#ui/i18n/useTexts.ts';
import { Chip } from '#ui/kit/Chip.tsx';
import { EvidenceLinks } from '#ui/trace/EvidenceLinks.tsx';

/** Which waypoint is used, or why the one that is asked for is not. */
export function WaypointUse({ binding }: { readonly binding: WaypointBindingSummary | undefined }) {
  const { inspect: texts } = useTexts().panels;
  if (binding === undefined) return texts.noWaypoint;
  const { requested, bound, reason, because } = binding;
  return (
    <div>
      {bound !== undefined ? (
        <Chip tone="l7">{`${bound.namespace ?? ''}/${bound.name}`}</Chip>
      ) : requested === 'none' ? (
        texts.optedOut
      ) : (
        texts.unbound(requested, reason)
      )}
      <EvidenceLinks fields={because} />
    </div>
  );
}
