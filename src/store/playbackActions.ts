import type { Fresh, Stale } from '#worker/protocol.ts';
import type { StoreContext } from './createStore.ts';
import { draftOfRequest, requestOfDraft } from './draft.ts';
import { freshMesh, meshIsUpToDate } from './effects/freshMesh.ts';
import type { AppActions } from './state.ts';

type PlaybackActions = Pick<
  AppActions,
  | 'setDraft'
  | 'openRequest'
  | 'send'
  | 'sendMany'
  | 'traceOf'
  | 'tracePatched'
  | 'clearTrace'
  | 'setStep'
  | 'play'
  | 'pause'
  | 'setSpeed'
  | 'followCaret'
>;

/** Typing gives way: a trace that the text overtook so often is given up. */
const traceAttempts = 4;

/** Sending requests, and where the player is in the newest trace. */
export function playbackActions(context: StoreContext): PlaybackActions {
  const { ports, get, set } = context;
  const withFreshMesh = freshMesh(context);

  /** Asks aside, without a word on the screen. */
  async function untilFresh<T>(call: (revision: number) => Promise<Fresh<T> | Stale>): Promise<T | undefined> {
    for (let attempt = 0; attempt < traceAttempts; attempt += 1) {
      await meshIsUpToDate(context);
      const answer = await call(get().revision).catch(() => undefined);
      if (answer?.kind !== 'stale') return answer?.value;
    }
    return undefined;
  }

  return {
    setDraft(draft) {
      // Another seed replays one of the outcomes that were counted; anything else makes the counts history.
      const counted = Object.keys(draft).every((field) => field === 'seed');
      set({ draft: { ...get().draft, ...draft }, ...(counted ? {} : { shares: undefined }) });
    },
    openRequest(request) {
      set({ draft: draftOfRequest(request), shares: undefined });
    },
    async send() {
      const request = requestOfDraft(get().draft);
      const sent = await withFreshMesh((revision) => ports.engine.send({ revision, request }));
      if (sent === undefined) return;
      const { still, sent: previous } = get();
      set({
        sent,
        previous,
        step: still ? sent.trace.hops.length : 0,
        playing: !still,
        // A lesson goes on beside the path that it speaks of.
        contextTab: get().contextTab === 'lesson' ? 'lesson' : 'trace',
      });
    },
    async sendMany(count) {
      const request = requestOfDraft(get().draft);
      const shares = await withFreshMesh((revision) => ports.engine.sendMany({ revision, request, count }));
      if (shares !== undefined) set({ shares });
    },
    traceOf: (request) => untilFresh((revision) => ports.engine.send({ revision, request })),
    tracePatched: (edits, requests) =>
      untilFresh((revision) => ports.engine.tracePatched({ revision, edits, requests })),
    clearTrace() {
      set({ sent: undefined, previous: undefined, shares: undefined, step: 0, playing: false });
    },
    setStep(step) {
      const last = get().sent?.trace.hops.length ?? 0;
      set({ step: Math.max(0, Math.min(step, last)) });
    },
    play() {
      const { sent, step } = get();
      if (sent === undefined) return;
      set({ playing: true, step: step >= sent.trace.hops.length ? 0 : step });
    },
    pause() {
      set({ playing: false });
    },
    setSpeed(speed) {
      set({ speed });
    },
    followCaret(offset) {
      const { sent, revision } = get();
      if (sent === undefined || sent.revision !== revision) return;
      const around = sent.fields.filter(({ range }) => range.start <= offset && offset <= range.end);
      const [tightest] = around.sort((a, b) => a.range.end - a.range.start - (b.range.end - b.range.start));
      if (tightest === undefined) return;
      const step = sent.trace.hops.findIndex((hop) =>
        hop.decisions.some((decision) => decision.because.some((field) => sameField(field, tightest.field))),
      );
      if (step >= 0) set({ step, playing: false });
    },
  };
}

function sameField(
  a: { readonly resource: object; readonly path: readonly unknown[] },
  b: { readonly resource: object; readonly path: readonly unknown[] },
): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
