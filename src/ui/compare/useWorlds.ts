import { useEffect, useState } from 'react';
import type { PatchedTraces } from '#model/compiled.ts';
import { useActions, useAppStore, useStateReader } from '#ui/useAppStore.ts';
import type { Comparison } from './openComparison.ts';

/** Both worlds of a comparison. The first trace of each is that of the request, the rest are the scenario's requests. */
export type Worlds =
  | { readonly kind: 'working' }
  | { readonly kind: 'failed' }
  | { readonly kind: 'ready'; readonly a: PatchedTraces; readonly b: PatchedTraces };

/** Sends everything in both worlds; again when the text changes. */
export function useWorlds(comparison: Comparison): Worlds {
  const [worlds, setWorlds] = useState<Worlds>({ kind: 'working' });
  const revision = useAppStore((state) => state.revision);
  const actions = useActions();
  const read = useStateReader();

  useEffect(() => {
    const asked = { wanted: true };
    const { request, otherRequest = request, base = [], patch, patchedFirst = false } = comparison;
    const saved = read().compiled?.spec.requests ?? [];
    void (async () => {
      const today = await actions.tracePatched(base, [request, ...saved]);
      const patched = await actions.tracePatched([...base, ...patch], [otherRequest, ...saved]);
      if (!asked.wanted) return;
      if (today === undefined || patched === undefined || patched.refused !== undefined) setWorlds({ kind: 'failed' });
      else if (patchedFirst) setWorlds({ kind: 'ready', a: patched, b: today });
      else setWorlds({ kind: 'ready', a: today, b: patched });
    })();
    return () => {
      asked.wanted = false;
    };
  }, [comparison, revision, actions, read]);
  return worlds;
}
