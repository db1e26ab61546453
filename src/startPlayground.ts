import { get, set } from 'idb-keyval';
import { examples, firstRunExample } from '#content/examples.ts';
import { decodeLink } from '#scenario/share/decode.ts';
import { encodeLink } from '#scenario/share/encode.ts';
import { createAppStore, type AppStore } from '#store/createStore.ts';
import { draftOfRequest } from '#store/draft.ts';
import type { SavedPreferences, SavedWork, StorePorts } from '#store/ports.ts';
import type { Locale, Theme } from '#store/state.ts';
import { isEmbedded } from '#ui/embed/isEmbedded.ts';
import { carrySession, takeCarriedSession } from '#ui/offline/carriedSession.ts';
import { whenSettled } from '#ui/shell/whenSettled.ts';
import { setUiState } from '#ui/shell/uiState.ts';
import { createEngineClient } from '#worker/engineClient.ts';
import { spawnEngine } from '#worker/spawnEngine.ts';

const worksKey = 'works';
const preferencesKey = 'preferences';

/** How many scenarios of the user's own are kept. */
const keptWorks = 20;

/** Wires engine, store and browser together, and opens what the address, the last visit or a first visit asks for. */
export async function startPlayground(): Promise<AppStore> {
  const query = new URLSearchParams(location.search);
  const works = await savedWorks();
  const ports = browserPorts(query, works);
  const engine = createEngineClient({
    spawn: spawnEngine,
    after: ports.after,
    onRestart() {
      store.setState({ notice: { kind: 'engine-restarted' } });
    },
  });
  const store = createAppStore({ ...ports, engine });
  // The first request should not wait for code; the first picture does not need it.
  whenSettled(() => {
    void engine.warm().catch(() => undefined);
    if (!isEmbedded) void store.getState().actions.history().catch(() => undefined);
    if (import.meta.env.PROD && !isEmbedded && 'serviceWorker' in navigator) void keepForOffline(store);
  });
  if (query.get('view') === 'conformance') setUiState({ showingConformance: true });
  if (query.get('view') === 'learn') setUiState({ showingLearn: true });
  if (query.get('view') === 'history') setUiState({ showingHistory: true });
  if (query.get('present') === '1') setUiState({ presenting: true });
  await openFirst(store, query, works);
  window.addEventListener('hashchange', () => void openHash(store));
  return store;
}

/** Looks for newer versions too. What is on screen is carried over the reload that begins one. */
async function keepForOffline(store: AppStore): Promise<void> {
  const { keepOffline } = await import('#ui/offline/keepOffline.ts');
  keepOffline((takeUpdate) => {
    window.addEventListener('pagehide', () => {
      carrySession(store.getState());
    });
    setUiState({ takeUpdate });
    store.setState({ notice: { kind: 'update-ready' } });
  });
}

async function openFirst(store: AppStore, query: URLSearchParams, works: readonly SavedWork[]): Promise<void> {
  const { actions } = store.getState();
  const example = query.get('example');
  const lesson = query.get('lesson');
  const symptom = query.get('gallery');
  const [latest] = works;
  const carried = takeCarriedSession();
  if (await openHash(store)) {
    applyView(store, query);
    return;
  }
  if (lesson !== null || symptom !== null) {
    const teaching = await actions.teach();
    const beat = query.get('beat') ?? undefined;
    const task = query.get('task') ?? undefined;
    const isOpen =
      lesson === null
        ? await teaching.openSymptom(symptom ?? '')
        : await teaching.open({ lesson, ...(beat && { beat }), ...(task && { task }) });
    if (isOpen) return;
  }
  if (carried !== undefined) {
    actions.openText(carried.text, carried.origin);
    actions.setDraft(carried.request);
  } else if (example !== null) await actions.openExample(example);
  else if (latest !== undefined) actions.openText(latest.text, { kind: 'own', id: latest.id });
  else await actions.openExample(firstRunExample);
  applyView(store, query);
}

/** Opens the scenario of a link; a broken one leaves what is on the table and says why. */
async function openHash(store: AppStore): Promise<boolean> {
  const hash = location.hash.slice(1);
  if (hash === '') return false;
  const result = await decodeLink(hash);
  if (result.kind === 'problem') store.setState({ notice: { kind: 'link-problem', problem: result.problem } });
  if (result.kind !== 'opened') return false;
  const { yaml } = result.content;
  if (yaml !== store.getState().text) store.getState().actions.openText(yaml, { kind: 'link' });
  return true;
}

/** `request`, `step` and `animate` of the query: which request is sent at once, and where the player stands. */
function applyView(store: AppStore, query: URLSearchParams): void {
  const name = query.get('request');
  const step = query.get('step');
  if (name === null && step === null) return;
  const stop = store.subscribe((state) => {
    if (state.compiled === undefined) return;
    stop();
    const request = state.compiled.spec.requests.find((candidate) => name === null || candidate.name === name);
    if (request === undefined) return;
    state.actions.setDraft(draftOfRequest(request));
    void state.actions.send().then(() => {
      const wanted = Number.parseInt(step ?? '', 10);
      if (Number.isNaN(wanted)) return;
      state.actions.pause();
      state.actions.setStep(wanted);
    });
  });
}

function browserPorts(query: URLSearchParams, recent: readonly SavedWork[]): Omit<StorePorts, 'engine'> {
  const saved = savedPreferences();
  const still = query.get('animate') === '0' || matchMedia('(prefers-reduced-motion: reduce)').matches;
  let works = recent;
  return {
    now: () => Date.now(),
    after(milliseconds, run) {
      const timer = setTimeout(run, milliseconds);
      return {
        cancel() {
          clearTimeout(timer);
        },
      };
    },
    newWorkId: () => crypto.randomUUID(),
    async saveWork(work) {
      works = [work, ...works.filter(({ id }) => id !== work.id)].slice(0, keptWorks);
      await set(worksKey, works);
    },
    savePreferences(preferences) {
      try {
        localStorage.setItem(preferencesKey, JSON.stringify(preferences));
      } catch {
        // A browser that keeps nothing still works; it forgets.
      }
    },
    loadExample: async (slug) => examples.find((example) => example.slug === slug)?.load(),
    loadLesson: async (slug) => {
      const { lessons } = await import('#content/lessons.ts');
      return lessons.find((lesson) => lesson.slug === slug)?.load();
    },
    loadSymptom: async (slug) => {
      const { gallery } = await import('#content/lessons.ts');
      return gallery.find((symptom) => symptom.slug === slug);
    },
    recall: (name) => get(name),
    keep: (name, value) => set(name, value),
    encodeLink,
    copy: (text) => navigator.clipboard.writeText(text),
    addressWith: (hash) => `${location.origin}${location.pathname}#${hash}`,
    writeHash(hash) {
      const wanted = hash === '' ? '' : `#${hash}`;
      if (location.hash !== wanted) history.replaceState(null, '', location.pathname + location.search + wanted);
    },
    writeQuery(parts) {
      const address = new URL(location.href);
      for (const [name, value] of Object.entries(parts)) {
        if (value === undefined) address.searchParams.delete(name);
        else address.searchParams.set(name, value);
      }
      history.replaceState(history.state, '', address);
    },
    preferences: {
      theme: themeOf(query.get('theme')) ?? saved.theme ?? 'system',
      locale: localeOf(query.get('lang')) ?? saved.locale ?? (navigator.language.startsWith('zh') ? 'zh' : 'en'),
      panels: saved.panels ?? {},
      score: saved.score ?? { asked: 0, right: 0 },
      still,
    },
    recent,
  };
}

/** What the browser kept, field by field: an older version or another program may have written it. */
async function savedWorks(): Promise<readonly SavedWork[]> {
  const kept: unknown = await get(worksKey).catch(() => undefined);
  if (!Array.isArray(kept)) return [];
  return kept.flatMap((work: unknown) => {
    if (typeof work !== 'object' || work === null) return [];
    const { id, title, text, savedAt } = work as Record<string, unknown>;
    if (typeof id !== 'string' || typeof text !== 'string') return [];
    return [{ id, text, title: typeof title === 'string' ? title : '', savedAt: Number(savedAt) || 0 }];
  });
}

function savedPreferences(): Partial<SavedPreferences> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(preferencesKey) ?? 'null');
    if (typeof kept !== 'object' || kept === null) return {};
    const { theme, locale, panels, score } = kept as Record<string, unknown>;
    const knownTheme = themeOf(theme);
    const knownLocale = localeOf(locale);
    return {
      ...(knownTheme === undefined ? {} : { theme: knownTheme }),
      ...(knownLocale === undefined ? {} : { locale: knownLocale }),
      panels: panelsOf(panels),
      score: scoreOf(score),
    };
  } catch {
    return {};
  }
}

function themeOf(value: unknown): Theme | undefined {
  return value === 'light' || value === 'dark' || value === 'system' ? value : undefined;
}

function localeOf(value: unknown): Locale | undefined {
  return value === 'en' || value === 'zh' ? value : undefined;
}

function scoreOf(value: unknown): SavedPreferences['score'] {
  const { asked, right } = Object(value) as Record<string, unknown>;
  const known = [asked, right].every((count) => typeof count === 'number' && count >= 0);
  return known ? { asked: Number(asked), right: Number(right) } : { asked: 0, right: 0 };
}

function panelsOf(value: unknown): SavedPreferences['panels'] {
  if (typeof value !== 'object' || value === null) return {};
  const groups = Object.entries(value).flatMap(([group, sizes]: [string, unknown]) => {
    if (typeof sizes !== 'object' || sizes === null) return [];
    const numbers = Object.entries(sizes).filter((entry): entry is [string, number] => typeof entry[1] === 'number');
    return [[group, Object.fromEntries(numbers)] as const];
  });
  return Object.fromEntries(groups);
}
