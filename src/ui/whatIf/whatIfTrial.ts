import { create } from 'zustand';
import type { LocatedTrace } from '#model/compiled.ts';
import type { ScenarioRequest } from '#model/scenario.ts';
import type { WhatIf } from '#model/whatIf/whatIf.ts';
import { requestOfDraft } from '#store/draft.ts';
import type { AppState } from '#store/state.ts';

/** A what-if that was tried and is neither kept nor taken back yet. */
export interface Trial {
  readonly whatIf: WhatIf;
  readonly before: { readonly text: string; readonly sent: LocatedTrace; readonly request: ScenarioRequest };
  readonly after: { readonly text: string; readonly sent: LocatedTrace };
}

interface TrialState {
  readonly trial: Trial | undefined;
  readonly busy: boolean;
}

/** Outside of the components, so that a look at another tab does not end the trial. */
export const useTrial = create<TrialState>()(() => ({ trial: undefined, busy: false }));

/** Makes the change as one step of undo and sends the request again; the path before stays as a ghost. */
export async function tryWhatIf(whatIf: WhatIf, read: () => AppState): Promise<void> {
  const { actions, text, sent, draft } = read();
  if (sent === undefined || useTrial.getState().busy) return;
  useTrial.setState({ busy: true, trial: undefined });
  try {
    const gesture = Symbol(whatIf.id);
    for (const edit of whatIf.edits) await actions.edit(edit, gesture);
    // A refusal has been said already.
    if (read().text === text) return;
    if (whatIf.request !== undefined) actions.openRequest(whatIf.request);
    await actions.send();
    const after = read();
    if (after.sent === undefined || after.sent === sent) return;
    const before = { text, sent, request: requestOfDraft(draft) };
    useTrial.setState({ trial: { whatIf, before, after: { text: after.text, sent: after.sent } } });
  } finally {
    useTrial.setState({ busy: false });
  }
}

/** The text is again what it was before the trial, by whichever key: the request is sent as it was then. */
export async function endTrial({ before, whatIf }: Trial, { actions }: AppState): Promise<void> {
  useTrial.setState({ trial: undefined });
  if (whatIf.request !== undefined) actions.openRequest(before.request);
  await actions.send();
}

export function keepTrial(): void {
  useTrial.setState({ trial: undefined });
}
