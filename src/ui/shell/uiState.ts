import { create } from 'zustand';
import type { PredictionMistake } from '#model/prediction/mistake.ts';
import type { Trace } from '#model/trace.ts';
import type { Comparison } from '../compare/openComparison.ts';

export type CanvasTool = 'select' | 'namespace' | 'workload' | 'service' | 'waypoint' | 'gateway';

/** What is open on the screen right now. It concerns nothing but the screen, so the store does not know it. */
export interface UiState {
  readonly tool: CanvasTool;
  readonly searching: boolean;
  readonly showingKeys: boolean;
  /** What was compared with the real thing, and how it went. */
  readonly showingConformance: boolean;
  /** The course and the gallery. */
  readonly showingLearn: boolean;
  /** Earlier states of one's own scenarios. */
  readonly showingHistory: boolean;
  /** For a room: large, with little around it. */
  readonly presenting: boolean;
  /** Begins the newer version of the page, once one lies ready. */
  readonly takeUpdate: (() => Promise<void>) | undefined;
  /** Asking what a request will do before it is sent, or saying what was thought of the newest trace. */
  readonly predicting: boolean;
  /** The step of a trace at which a prediction went wrong. */
  readonly wrongStep: { readonly trace: Trace; readonly mistake: PredictionMistake } | undefined;
  /** The same request in two worlds. */
  readonly comparison: Comparison | undefined;
  /** The box to paste YAML into. */
  readonly pasting: boolean;
  /** Id of the node whose name is being written. */
  readonly renaming: string | undefined;
  /** The context menu, at a point of the window; without a node it is the canvas's own. */
  readonly menu: { readonly x: number; readonly y: number; readonly node: string | undefined } | undefined;
  /** Id of the node that keyboard focus in the canvas is on. */
  readonly focused: string | undefined;
}

export const useUiState = create<UiState>()(() => ({
  tool: 'select',
  searching: false,
  showingKeys: false,
  showingConformance: false,
  showingLearn: false,
  showingHistory: false,
  presenting: false,
  takeUpdate: undefined,
  predicting: false,
  wrongStep: undefined,
  comparison: undefined,
  pasting: false,
  renaming: undefined,
  menu: undefined,
  focused: undefined,
}));

export const setUiState = useUiState.setState;
