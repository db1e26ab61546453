import { useMemo } from 'react';
import { keyOf, sameResource, type ResourceRef } from '#model/kubernetes/resource.ts';
import { useAppStore } from '#ui/useAppStore.ts';

const none: ReadonlySet<string> = new Set();

/** The nodes that a lesson points at. A policy or a route has no node of its own: those that it is attached to. */
export function useLitNodes(): ReadonlySet<string> {
  const lit = useAppStore(({ teaching }) => teaching?.lit);
  const summary = useAppStore(({ compiled }) => compiled?.summary);
  return useMemo(() => {
    if (lit === undefined) return none;
    const attached = (ref: ResourceRef): readonly ResourceRef[] =>
      summary?.attachments.find((attachment) => sameResource(attachment.ref, ref))?.targets ?? [];
    const drawn = (ref: ResourceRef): readonly ResourceRef[] => [
      ref,
      ...(summary?.workloads ?? [])
        .filter(({ origin }) => origin !== undefined && sameResource(origin, ref))
        .map((pod) => pod.ref),
    ];
    return new Set(lit.resources.flatMap((ref) => [...drawn(ref), ...attached(ref).flatMap(drawn)]).map(keyOf));
  }, [lit, summary]);
}
