import type { StoreContext } from './createStore.ts';
import type { AppActions } from './state.ts';
import type { TeachingActions } from './lessonState.ts';

/** Fetches the code of lessons when somebody wants to learn: a page without a lesson does without it. */
export function teachingActions(context: StoreContext): Pick<AppActions, 'teach'> {
  let fetched: Promise<TeachingActions> | undefined;
  return {
    teach() {
      fetched ??= import('./lessonPlayer.ts').then(({ lessonPlayer }) => lessonPlayer(context));
      return fetched;
    },
  };
}
