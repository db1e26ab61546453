import { useEffect } from 'react';
import type { StatusByResource } from '#model/compiled.ts';
import { useActions, useAppStore } from '#ui/useAppStore.ts';

const none: StatusByResource = {};

/** Status conditions of every object. They are asked for when a part that shows them is on screen. */
export function useStatus(): StatusByResource {
  const actions = useActions();
  const revision = useAppStore((state) => state.compiled?.revision);
  const status = useAppStore((state) => state.status);
  useEffect(() => {
    if (revision !== undefined) void actions.loadStatus();
  }, [actions, revision]);
  // Those of the text before are kept on screen until the new ones are there.
  return status?.byResource ?? none;
}
