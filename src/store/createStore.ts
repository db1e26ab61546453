import { temporal } from 'zundo';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { documentActions } from './documentActions.ts';
import { emptyDraft } from './draft.ts';
import { historyActions } from './historyActions.ts';
import { playbackActions } from './playbackActions.ts';
import type { StorePorts } from './ports.ts';
import { sessionActions } from './sessionActions.ts';
import { sharingActions } from './sharingActions.ts';
import type { AppState } from './state.ts';
import { teachingActions } from './teachingActions.ts';

/** Steps of undo that are kept. Texts share nothing, so the bound is what keeps a long session small. */
const historyLimit = 200;

/** The temporal store of zundo, which keeps the past and the future of the text. */
export interface TextHistory {
  readonly pastStates: readonly { readonly text?: string }[];
  undo(): void;
  redo(): void;
  clear(): void;
  pause(): void;
  resume(): void;
}

/** What the parts of the store share: reading, writing, history, and the world outside. */
export interface StoreContext {
  readonly ports: StorePorts;
  get(): AppState;
  set(part: Partial<AppState>): void;
  history(): TextHistory;
  /** Calls back after every change. */
  subscribe(changed: (state: AppState, before: AppState) => void): void;
}

export type AppStore = StoreApi<AppState>;

/** The one writer: every change of the scenario goes through these actions. Knows no React and no browser. */
export function createAppStore(ports: StorePorts): AppStore {
  const store = createStore<AppState>()(
    temporal(
      (set, get) => {
        const context: StoreContext = {
          ports,
          get,
          set: (part) => {
            set(part);
          },
          history: () => store.temporal.getState(),
          subscribe: (changed) => void store.subscribe(changed),
        };
        return {
          ...initialState(ports),
          actions: {
            ...documentActions(context),
            ...playbackActions(context),
            ...sessionActions(context),
            ...sharingActions(context),
            ...teachingActions(context),
            ...historyActions(context),
          },
        };
      },
      {
        partialize: (state) => ({ text: state.text }),
        equality: (past, current) => past.text === current.text,
        limit: historyLimit,
      },
    ),
  );
  store.temporal.subscribe(({ pastStates, futureStates }) => {
    const canUndo = pastStates.length > 0;
    const canRedo = futureStates.length > 0;
    const state = store.getState();
    if (state.canUndo !== canUndo || state.canRedo !== canRedo) store.setState({ canUndo, canRedo });
  });
  return store;
}

function initialState(ports: StorePorts): Omit<AppState, 'actions'> {
  return {
    text: '',
    revision: 0,
    compiled: undefined,
    status: undefined,
    engine: 'starting',
    draft: emptyDraft,
    sending: false,
    sent: undefined,
    previous: undefined,
    shares: undefined,
    step: 0,
    playing: false,
    speed: 1,
    sendProblem: undefined,
    selection: [],
    sourceTab: 'manifests',
    contextTab: 'trace',
    reveal: undefined,
    origin: { kind: 'blank' },
    saved: 'saved',
    notice: undefined,
    canUndo: false,
    canRedo: false,
    readOnly: false,
    teaching: undefined,
    ...ports.preferences,
    recent: ports.recent,
  };
}
