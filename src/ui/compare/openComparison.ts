import type { Patch, Texts } from '#model/lesson.ts';
import type { ScenarioRequest } from '#model/scenario.ts';
import { requestOfDraft } from '#store/draft.ts';
import type { AppState } from '#store/state.ts';
import { setUiState } from '../shell/uiState.ts';

/** In both languages, or in the one on screen: while two worlds are compared it cannot be changed. */
export type WorldName = Texts | string;

/** One request in two worlds: the document as it is, and the document after a patch, which is not made. */
export interface Comparison {
  readonly request: ScenarioRequest;
  /** The request in the other world, where it is another. */
  readonly otherRequest?: ScenarioRequest;
  /** Made in both worlds first, where the document as it is does not count. */
  readonly base?: Patch;
  readonly patch: Patch;
  /** What the worlds are called. Without names they are today and after the change. */
  readonly before?: WorldName;
  readonly after?: WorldName;
  /** The patched world is the older one and stands first. */
  readonly patchedFirst?: boolean;
}

/**
 * Opens the comparison of one request in two worlds. A lesson's `Contrast` fits as it is:
 * `openComparison({ request, patch: contrast.patch, before: contrast.before, after: contrast.after })`, with the request
 * of that name.
 */
export function openComparison(comparison: Comparison): void {
  setUiState({ comparison });
}

/** The request in the bar, before the last change of the text and after it. */
export function compareWithBefore({ draft, actions }: Pick<AppState, 'draft' | 'actions'>): void {
  const text = actions.textBefore();
  const patch: Patch = text === undefined ? [] : [{ kind: 'replace-text', text }];
  openComparison({ request: requestOfDraft(draft), patch, patchedFirst: true });
}
