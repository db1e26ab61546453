import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { StoreApi } from 'zustand/vanilla';
import type { AppActions, AppState } from '#store/state.ts';

export const AppStoreContext = createContext<StoreApi<AppState> | undefined>(undefined);

function useStoreApi(): StoreApi<AppState> {
  const store = useContext(AppStoreContext);
  if (store === undefined) throw new Error('AppStoreContext has no provider');
  return store;
}

/** Reads a part of the state; the component is drawn again when that part changes by `Object.is`. */
export function useAppStore<T>(select: (state: AppState) => T): T {
  return useStore(useStoreApi(), select);
}

export function useActions(): AppActions {
  return useStoreApi().getState().actions;
}

/** Reads the newest state outside of drawing, for handlers and timers. */
export function useStateReader(): () => AppState {
  return useStoreApi().getState;
}
