import type { AppState } from '#store/state.ts';
import { setUiState } from '#ui/shell/uiState.ts';

/** Asks what the request in the bar will do. What an earlier sending did is taken off the screen: it would tell. */
export function startPredicting({ actions }: Pick<AppState, 'actions'>): void {
  actions.clearTrace();
  actions.showTab({ context: 'trace' });
  setUiState({ predicting: true });
}
