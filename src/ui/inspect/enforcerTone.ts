import type { AttachmentSummary } from '#model/meshSummary.ts';
import type { ChipTone } from '#ui/kit/Chip.tsx';

/** The colour of whoever enforces a policy; amber where nobody does. */
export function enforcerTone(enforcer: AttachmentSummary['enforcedBy']): ChipTone {
  switch (enforcer) {
    case 'ztunnel':
      return 'hbone';
    case 'waypoint':
      return 'l7';
    case 'gateway':
    case 'sidecar':
      return 'mtls';
    case 'network':
    case 'nobody':
      return 'plain';
  }
}
