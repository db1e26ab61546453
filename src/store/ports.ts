import type { Lesson, Symptom } from '#model/lesson.ts';
import type { EngineApi } from '#worker/protocol.ts';
import type { PreferenceState } from './state.ts';

/** One scenario of the user's own, as it is kept on this machine. */
export interface SavedWork {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly savedAt: number;
}

/** Preferences as they are kept on this machine. */
export type SavedPreferences = Pick<PreferenceState, 'theme' | 'locale' | 'panels' | 'score'>;

export interface Timer {
  cancel(): void;
}

/** Everything the store needs of the world outside, injected so that tests need no browser. */
export interface StorePorts {
  readonly engine: EngineApi;
  readonly now: () => number;
  readonly after: (milliseconds: number, run: () => void) => Timer;
  readonly newWorkId: () => string;
  readonly saveWork: (work: SavedWork) => Promise<void>;
  readonly savePreferences: (preferences: SavedPreferences) => void;
  readonly loadExample: (slug: string) => Promise<string | undefined>;
  readonly loadLesson: (slug: string) => Promise<Lesson | undefined>;
  readonly loadSymptom: (slug: string) => Promise<Symptom | undefined>;
  /** What was kept on this machine under a name, whatever wrote it. */
  readonly recall: (name: string) => Promise<unknown>;
  readonly keep: (name: string, value: unknown) => Promise<void>;
  readonly encodeLink: (text: string) => Promise<string>;
  readonly copy: (text: string) => Promise<void>;
  /** The page's address with this fragment, and without what only the current view says. */
  readonly addressWith: (hash: string) => string;
  /** Shows a fragment in the address bar, or removes it. */
  readonly writeHash: (hash: string) => void;
  /** Shows parts of the query in the address bar; undefined removes one. */
  readonly writeQuery: (parts: Readonly<Record<string, string | undefined>>) => void;
  readonly preferences: SavedPreferences & { readonly still: boolean };
  readonly recent: readonly SavedWork[];
}
