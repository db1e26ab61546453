import type { AppState } from '#store/state.ts';
import { compareWithBefore } from '../compare/openComparison.ts';
import type { ShellTexts } from '../i18n/en/shell.ts';
import { startPredicting } from '../predict/startPredicting.ts';
import { setUiState } from './uiState.ts';

/** Something that can be done from the keyboard wherever the focus is, except while typing. */
export interface Command {
  readonly name: keyof ShellTexts['keys'];
  readonly group: keyof ShellTexts['keys']['groups'];
  /** As `Mod+Shift+Z`: `Mod` is Control, or Command on a Mac. */
  readonly keys: readonly string[];
  enabled(state: AppState): boolean;
  run(state: AppState): void;
}

function toStep(state: AppState, step: number): void {
  state.actions.pause();
  state.actions.setStep(step);
}

const hasTrace = ({ sent }: AppState): boolean => sent !== undefined;
const turnsPages = ({ contextTab, teaching }: AppState): boolean =>
  contextTab === 'lesson' && teaching?.lesson?.place.kind === 'beat';
const always = (): boolean => true;

export const commands: readonly Command[] = [
  {
    name: 'step',
    group: 'player',
    keys: ['Space'],
    enabled: always,
    run(state) {
      // A lesson turns its pages with the same key, and steps where its pages follow the path.
      if (state.contextTab === 'lesson' && state.teaching?.actions.step() === true) return;
      // Before the first request there is nothing to step through: the same key sends it.
      if (state.sent === undefined) void state.actions.send();
      else toStep(state, state.step + 1);
    },
  },
  {
    name: 'back',
    group: 'player',
    keys: ['Shift+Space'],
    enabled: (state) => hasTrace(state) || turnsPages(state),
    run: (state) => {
      if (turnsPages(state)) state.teaching?.actions.back(1);
      else toStep(state, state.step - 1);
    },
  },
  {
    name: 'play',
    group: 'player',
    keys: ['K'],
    enabled: hasTrace,
    run: ({ actions, playing }) => {
      if (playing) actions.pause();
      else actions.play();
    },
  },
  {
    name: 'end',
    group: 'player',
    keys: ['.'],
    enabled: hasTrace,
    run: (state) => {
      toStep(state, state.sent?.trace.hops.length ?? 0);
    },
  },
  {
    name: 'predict',
    group: 'player',
    keys: ['P'],
    enabled: ({ draft }) => draft.from !== '' && draft.to !== '',
    run: startPredicting,
  },
  {
    name: 'compare',
    group: 'player',
    keys: ['C'],
    enabled: hasTrace,
    run: (state) => {
      compareWithBefore(state);
    },
  },
  {
    name: 'search',
    group: 'canvas',
    keys: ['Mod+K', '/'],
    enabled: always,
    run: () => {
      setUiState({ searching: true });
    },
  },
  {
    name: 'learn',
    group: 'document',
    keys: ['L'],
    enabled: always,
    run: () => {
      setUiState({ showingLearn: true });
    },
  },
  {
    name: 'present',
    group: 'document',
    keys: ['F'],
    enabled: always,
    run: () => {
      setUiState({ presenting: true });
    },
  },
  {
    name: 'undo',
    group: 'document',
    keys: ['Mod+Z'],
    enabled: ({ canUndo, readOnly }) => canUndo && !readOnly,
    run: ({ actions }) => {
      actions.undo();
    },
  },
  {
    name: 'redo',
    group: 'document',
    keys: ['Mod+Shift+Z', 'Mod+Y'],
    enabled: ({ canRedo, readOnly }) => canRedo && !readOnly,
    run: ({ actions }) => {
      actions.redo();
    },
  },
  {
    name: 'help',
    group: 'document',
    keys: ['?'],
    enabled: always,
    run: () => {
      setUiState({ showingKeys: true });
    },
  },
];

/** The command that a key press means, if any. */
export function commandOf(event: KeyboardEvent): Command | undefined {
  const pressed = pressedKey(event);
  return commands.find(({ keys }) => keys.includes(pressed));
}

function pressedKey(event: KeyboardEvent): string {
  const key = event.key === ' ' ? 'Space' : event.key.length === 1 ? event.key.toUpperCase() : event.key;
  const modifiers = [
    ...(event.ctrlKey || event.metaKey ? ['Mod'] : []),
    ...(event.altKey ? ['Alt'] : []),
    // A sign such as `?` has its Shift in it already.
    ...(event.shiftKey && (key.length > 1 || /[A-Z]/.test(key)) ? ['Shift'] : []),
  ];
  return [...modifiers, key].join('+');
}
