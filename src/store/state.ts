import type { Compiled, EditRefusal, LocatedTrace, PatchedTraces, Shares, StatusByResource } from '#model/compiled.ts';
import type { ScenarioEdit } from '#model/edit.ts';
import type { TextRange } from '#model/diagnostic.ts';
import type { ResourceRef } from '#model/kubernetes/resource.ts';
import type { LinkProblem } from '#model/link.ts';
import type { Expectation, RequestToken, ScenarioRequest } from '#model/scenario.ts';
import type { HistoryActions } from './historyKeeper.ts';
import type { TeachingActions, TeachingState } from './lessonState.ts';

/** Document scope: what undo restores, autosave keeps and a link carries. */
export interface DocumentState {
  /** The scenario, whole: a stream of YAML documents. */
  readonly text: string;
}

/** Derived from the document by the worker; never saved. */
export interface MeshState {
  /** Counts texts; answers for an older one are dropped. */
  readonly revision: number;
  /** The newest answer, which may lag behind `revision` while the worker thinks. */
  readonly compiled: Compiled | undefined;
  /** Status conditions, once somebody asked for them; those of the revision they name. */
  readonly status: { readonly revision: number; readonly byResource: StatusByResource } | undefined;
  readonly engine: 'starting' | 'ready' | 'busy' | 'restarted' | 'failed';
}

/** The request in the bar, before it is sent. Strings as typed. */
export interface RequestDraft {
  readonly name?: string;
  readonly from: string;
  readonly to: string;
  readonly method: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
  readonly token: RequestToken;
  readonly seed: number;
  readonly expect?: Expectation;
}

export interface PlaybackState {
  readonly draft: RequestDraft;
  readonly sending: boolean;
  readonly sent: LocatedTrace | undefined;
  /** The trace before this one, kept as a ghost on the canvas. */
  readonly previous: LocatedTrace | undefined;
  readonly shares: Shares | undefined;
  /** Index of the hop shown; hops.length means the end, with the verdict. */
  readonly step: number;
  readonly playing: boolean;
  readonly speed: 0.5 | 1 | 2 | 4;
  /** Why nothing came back: the engine was restarted or failed. */
  readonly sendProblem: 'engine-restarted' | 'engine-failed' | undefined;
}

export type SourceTab = 'manifests' | 'resources' | 'problems';
export type ContextTab = 'lesson' | 'trace' | 'inspect' | 'requests';

/** Session scope: never in links, never undone. */
export interface SessionState {
  readonly selection: readonly ResourceRef[];
  readonly sourceTab: SourceTab;
  readonly contextTab: ContextTab;
  /** Part of the text to bring into view and mark. */
  readonly reveal: { readonly range: TextRange; readonly nonce: number } | undefined;
  /** Where the text came from. `link` is read-only until forked. */
  readonly origin:
    | { readonly kind: 'example'; readonly slug: string }
    | { readonly kind: 'own'; readonly id: string }
    /** Of a lesson or of the gallery: changed, it stays the lesson's. */
    | { readonly kind: 'lesson'; readonly slug: string }
    | { readonly kind: 'link' }
    | { readonly kind: 'blank' };
  readonly saved: 'saved' | 'saving' | 'not-saved';
  /** Scenarios of the user's own on this machine, newest first. */
  readonly recent: readonly { readonly id: string; readonly title: string; readonly text: string }[];
  readonly notice: Notice | undefined;
}

export type CopiedThing = 'yaml' | 'markdown' | 'embed';

/** A short message to the user, said by the interface in its language. */
export type Notice =
  | { readonly kind: 'link-copied'; readonly characters: number }
  | { readonly kind: 'copied'; readonly what: CopiedThing }
  | { readonly kind: 'copy-failed' }
  /** A newer version of the page lies ready. */
  | { readonly kind: 'update-ready' }
  | { readonly kind: 'link-problem'; readonly problem: LinkProblem }
  | { readonly kind: 'link-too-long'; readonly characters: number }
  | { readonly kind: 'manifest-rewritten'; readonly resources: readonly ResourceRef[] }
  | { readonly kind: 'pasted'; readonly objects: number; readonly problems: number }
  | { readonly kind: 'too-large'; readonly characters: number }
  | { readonly kind: 'edit-failed'; readonly refusal?: EditRefusal }
  | { readonly kind: 'engine-restarted' }
  | { readonly kind: 'forked' };

export type Theme = 'light' | 'dark' | 'system';
export type Locale = 'en' | 'zh';

/** How often somebody predicted what a request does, and how often rightly. Kept on this machine, never sent. */
export interface PredictionScore {
  readonly asked: number;
  readonly right: number;
}

/** Preference scope: kept on this machine. */
export interface PreferenceState {
  readonly score: PredictionScore;
  readonly theme: Theme;
  readonly locale: Locale;
  /** Sizes of the panels in per cent, by panel group. */
  readonly panels: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** From the query `animate=0` or the system's reduced motion: jump from hop to hop. */
  readonly still: boolean;
}

export interface AppActions {
  /** Typing. Texts with the same `run` within a second are one step of undo. */
  setText(text: string, run?: string): void;
  /**
   * A canvas edit: planned by the worker, applied to the text, one step of undo; edits of one gesture are one step
   * together. Resolves when applied.
   */
  edit(edit: ScenarioEdit, gesture?: symbol): Promise<void>;
  undo(): void;
  redo(): void;
  /** YAML from outside: added to the user's own scenario; an example, a link or a blank page is replaced by it. */
  importText(text: string): Promise<void>;
  /** Replaces the document and starts a new history. */
  openText(text: string, origin: SessionState['origin']): void;
  openExample(slug: string): Promise<void>;
  /** Opens one of the user's own scenarios again. */
  openRecent(id: string): void;
  /** Makes a scenario opened from a link, or from a lesson, one's own. */
  fork(): void;
  /** Fetches the course's code, once. */
  teach(): Promise<TeachingActions>;
  /** Fetches what keeps earlier states of one's own scenarios, once; it keeps them from then on. */
  history(): Promise<HistoryActions>;
  setDraft(draft: Partial<RequestDraft>): void;
  /** Puts a request of the scenario into the bar, with what it expects. */
  openRequest(request: ScenarioRequest): void;
  send(): Promise<void>;
  sendMany(count: number): Promise<void>;
  /** What would become of a request, without showing it: for checking many expectations. */
  traceOf(request: ScenarioRequest): Promise<LocatedTrace | undefined>;
  /** What requests would do after some edits, which are not made. Undefined where the engine gives no answer. */
  tracePatched(
    edits: readonly ScenarioEdit[],
    requests: readonly ScenarioRequest[],
  ): Promise<PatchedTraces | undefined>;
  /** The text before the last step of undo, where there is one. */
  textBefore(): string | undefined;
  /** Takes the trace off the screen, so that nobody reads the answer before guessing it. */
  clearTrace(): void;
  /** Counts a prediction on this machine. */
  countPrediction(right: boolean): void;
  forgetPredictions(): void;
  /** Asks for the status conditions of the compiled mesh, unless they are there. */
  loadStatus(): Promise<void>;
  setStep(step: number): void;
  play(): void;
  pause(): void;
  setSpeed(speed: PlaybackState['speed']): void;
  select(refs: readonly ResourceRef[]): void;
  showTab(tab: { readonly source?: SourceTab; readonly context?: ContextTab }): void;
  revealField(ref: ResourceRef, path: readonly (string | number)[]): void;
  revealRange(range: TextRange): void;
  /** The caret moved in the text: shows the hop that rests on the field there, if there is one. */
  followCaret(offset: number): void;
  share(): Promise<string | undefined>;
  /** The address that opens this scenario. */
  linkOf(): Promise<string>;
  /** Puts what `content` makes of the scenario's link on the clipboard, and says so. Nothing happens where it makes nothing. */
  copyOut(what: CopiedThing, content: (link: string) => Promise<string | undefined>): Promise<void>;
  dismissNotice(): void;
  setTheme(theme: Theme): void;
  setLocale(locale: Locale): void;
  setPanels(group: string, sizes: Readonly<Record<string, number>>): void;
}

export interface AppState extends DocumentState, MeshState, PlaybackState, SessionState, PreferenceState {
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** True for a scenario opened from a link and not forked: nothing can be edited. */
  readonly readOnly: boolean;
  /** Absent until somebody wants to learn. */
  readonly teaching: TeachingState | undefined;
  readonly actions: AppActions;
}
