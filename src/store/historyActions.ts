import type { StoreContext } from './createStore.ts';
import type { HistoryActions } from './historyKeeper.ts';
import type { AppActions } from './state.ts';

/** Fetches the code that keeps and restores earlier states, once. */
export function historyActions(context: StoreContext): Pick<AppActions, 'history'> {
  let fetched: Promise<HistoryActions> | undefined;
  return {
    history() {
      fetched ??= import('./historyKeeper.ts').then(({ historyKeeper }) => historyKeeper(context));
      return fetched;
    },
  };
}
