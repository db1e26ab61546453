import type { StoreContext } from './createStore.ts';
import { requestOfDraft } from './draft.ts';
import type { AppActions } from './state.ts';

type PlaybackActions = Pick<
  AppActions,
  'setDraft' | 'send' | 'sendMany' | 'setStep' | 'play' | 'pause' | 'setSpeed' | 'followCaret'
>;

/** Sending requests, and where the player is in the newest trace. */
export function playbackActions({ ports, get, set }: StoreContext): PlaybackActions {
  /** Counts sendings, so that only the newest answer is shown. */
  let sequence = 0;

  async function withFreshMesh<T>(
    call: (revision: number) => Promise<{ kind: 'fresh'; value: T } | { kind: 'stale' }>,
  ): Promise<T | undefined> {
    sequence += 1;
    const mine = sequence;
    set({ sending: true, sendProblem: undefined });
    try {
      for (let attempt = 0; attempt < 4; attempt += 1) {
        await meshIsUpToDate();
        const answer = await call(get().revision);
        if (mine !== sequence) return undefined;
        if (answer.kind === 'fresh') return answer.value;
      }
      return undefined;
    } catch (error) {
      const restarted = error instanceof Error && error.name === 'EngineRestarted';
      if (mine === sequence) set({ sendProblem: restarted ? 'engine-restarted' : 'engine-failed' });
      return undefined;
    } finally {
      if (mine === sequence) set({ sending: false });
    }
  }

  /** Resolves when the compiled mesh belongs to the text on screen, or the engine has given up on it. */
  function meshIsUpToDate(): Promise<void> {
    return new Promise((resolve) => {
      const look = (): void => {
        const { compiled, revision, engine } = get();
        if (compiled?.revision === revision || engine === 'failed' || engine === 'restarted') resolve();
        else ports.after(10, look);
      };
      look();
    });
  }

  return {
    setDraft(draft) {
      set({ draft: { ...get().draft, ...draft } });
    },
    async send() {
      const request = requestOfDraft(get().draft);
      const sent = await withFreshMesh((revision) => ports.engine.send({ revision, request }));
      if (sent === undefined) return;
      const { still, sent: previous } = get();
      set({
        sent,
        previous,
        shares: undefined,
        step: still ? sent.trace.hops.length : 0,
        playing: !still,
        contextTab: 'trace',
      });
    },
    async sendMany(count) {
      const request = requestOfDraft(get().draft);
      const shares = await withFreshMesh((revision) => ports.engine.sendMany({ revision, request, count }));
      if (shares !== undefined) set({ shares });
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
