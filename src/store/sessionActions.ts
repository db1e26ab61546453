import { sameResource } from '#model/kubernetes/resource.ts';
import type { StoreContext } from './createStore.ts';
import type { AppActions } from './state.ts';

type SessionActions = Pick<
  AppActions,
  | 'select'
  | 'showTab'
  | 'revealField'
  | 'revealRange'
  | 'loadStatus'
  | 'dismissNotice'
  | 'setTheme'
  | 'setLocale'
  | 'setPanels'
  | 'countPrediction'
  | 'forgetPredictions'
>;

/** Selection, tabs, notices, sharing and preferences: nothing here changes the document. */
export function sessionActions({ ports, get, set }: StoreContext): SessionActions {
  let nonce = 0;

  function savePreferences(): void {
    const { theme, locale, panels, score } = get();
    ports.savePreferences({ theme, locale, panels, score });
  }

  function reveal(range: { readonly start: number; readonly end: number }): void {
    nonce += 1;
    set({ reveal: { range, nonce }, sourceTab: 'manifests' });
  }

  return {
    select(refs) {
      set({ selection: refs });
    },
    showTab({ source, context }) {
      set({
        ...(source === undefined ? {} : { sourceTab: source }),
        ...(context === undefined ? {} : { contextTab: context }),
      });
    },
    revealRange: reveal,
    revealField(resource, path) {
      const { sent, compiled, revision } = get();
      const wanted = JSON.stringify(path);
      // Places in an older text would show the wrong lines.
      const fields = sent?.revision === revision ? sent.fields : [];
      const located = fields.find(
        ({ field }) => sameResource(field.resource, resource) && JSON.stringify(field.path) === wanted,
      );
      const manifest = compiled?.manifests.find((entry) => entry.resources.some((ref) => sameResource(ref, resource)));
      const range = located?.range ?? manifest?.range;
      if (range !== undefined) reveal(range);
    },
    async loadStatus() {
      const { revision, status } = get();
      if (status?.revision === revision) return;
      const answer = await ports.engine.status({ revision }).catch(() => undefined);
      if (answer?.kind === 'fresh') set({ status: { revision, byResource: answer.value } });
    },
    dismissNotice() {
      set({ notice: undefined });
    },
    setTheme(theme) {
      set({ theme });
      savePreferences();
    },
    setLocale(locale) {
      set({ locale });
      savePreferences();
    },
    setPanels(group, sizes) {
      set({ panels: { ...get().panels, [group]: sizes } });
      savePreferences();
    },
    countPrediction(right) {
      const { score } = get();
      set({ score: { asked: score.asked + 1, right: score.right + (right ? 1 : 0) } });
      savePreferences();
    },
    forgetPredictions() {
      set({ score: { asked: 0, right: 0 } });
      savePreferences();
    },
  };
}
