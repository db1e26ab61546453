import { examples } from '#content/examples.ts';
import { useTexts } from '#ui/i18n/useTexts.ts';
import type { MenuEntry } from '#ui/kit/Menu.tsx';
import { useActions, useStateReader } from '#ui/useAppStore.ts';
import { setUiState } from './uiState.ts';
import { useIsNarrow } from './useIsNarrow.ts';

/** Our examples, the user's own scenarios on this machine, and an empty one. */
export function useExamplesMenu(): () => readonly MenuEntry[] {
  const { frame: texts } = useTexts().shell;
  const actions = useActions();
  const read = useStateReader();
  const isNarrow = useIsNarrow();
  const conformance: MenuEntry = {
    kind: 'action',
    id: 'conformance',
    label: texts.conformance,
    run: () => {
      setUiState({ showingConformance: true });
    },
  };
  return () => {
    const { locale, origin, recent } = read();
    const own = recent.slice(0, 6).map(
      ({ id, title }): MenuEntry => ({
        kind: 'action',
        id,
        label: title === '' ? texts.untitled : title,
        checked: origin.kind === 'own' && origin.id === id,
        run: () => {
          actions.openRecent(id);
        },
      }),
    );
    return [
      ...examples.map(
        ({ slug, title }): MenuEntry => ({
          kind: 'action',
          id: slug,
          label: title[locale],
          checked: origin.kind === 'example' && origin.slug === slug,
          run: () => void actions.openExample(slug),
        }),
      ),
      { kind: 'line', id: 'line' },
      {
        kind: 'action',
        id: 'blank',
        label: texts.newBlank,
        run: () => {
          actions.openText('', { kind: 'blank' });
        },
      },
      ...(own.length === 0 ? [] : [{ kind: 'heading', id: 'own', label: texts.yourScenarios } as const]),
      ...own,
      {
        kind: 'action',
        id: 'history',
        label: texts.history,
        run: () => {
          setUiState({ showingHistory: true });
        },
      },
      // On a phone the bar has no room for it.
      ...(isNarrow ? [{ kind: 'line', id: 'more' } as const, conformance] : []),
    ];
  };
}
