import type { AppState, RequestDraft, SessionState } from '#store/state.ts';

const key = 'carried-session';

/** What is on screen and nowhere else: carried over a reload that the reader did not ask for in so many words. */
export interface CarriedSession {
  readonly text: string;
  readonly origin: SessionState['origin'];
  readonly request: Pick<RequestDraft, 'from' | 'to' | 'method'>;
}

/** Writes it down for the same tab. */
export function carrySession({ text, origin, draft: { from, to, method } }: AppState): void {
  const session: CarriedSession = { text, origin, request: { from, to, method } };
  try {
    sessionStorage.setItem(key, JSON.stringify(session));
  } catch {
    // A browser that keeps nothing: own scenarios are saved elsewhere, or not at all.
  }
}

/** Takes it back, once. Read field by field: another version wrote it. */
export function takeCarriedSession(): CarriedSession | undefined {
  try {
    const kept = sessionStorage.getItem(key);
    sessionStorage.removeItem(key);
    return kept === null ? undefined : readSession(JSON.parse(kept));
  } catch {
    return undefined;
  }
}

export function readSession(kept: unknown): CarriedSession | undefined {
  if (!isRecord(kept) || typeof kept['text'] !== 'string' || !isRecord(kept['origin'])) return undefined;
  const origin = originOf(kept['origin']);
  const request = isRecord(kept['request']) ? kept['request'] : {};
  const said = (field: string): string => (typeof request[field] === 'string' ? request[field] : '');
  if (origin === undefined) return undefined;
  return { text: kept['text'], origin, request: { from: said('from'), to: said('to'), method: said('method') } };
}

/** Lessons are opened by their address, links by theirs. */
function originOf({ kind, slug, id }: Record<string, unknown>): CarriedSession['origin'] | undefined {
  if (kind === 'blank') return { kind };
  if (kind === 'example' && typeof slug === 'string') return { kind, slug };
  if (kind === 'own' && typeof id === 'string') return { kind, id };
  return undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
