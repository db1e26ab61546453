import { keyOf } from '#model/kubernetes/resource.ts';
import type { Highlight } from '#model/lesson.ts';
import { nodeAt } from '#scenario/yaml/nodeAt.ts';
import type { Examined } from './checkClaims.ts';

/** Highlights that name no object or no field of the text. */
export function highlightFailures(highlights: readonly Highlight[], { opened }: Examined): string[] {
  return highlights
    .filter(({ resource, path }) => {
      const place = opened.parsed.places.get(keyOf(resource));
      return place === undefined || !nodeAt(place.object.node, path).complete;
    })
    .map(({ resource, path }) => `nothing to highlight at ${keyOf(resource)} ${path.join('.')}`);
}
