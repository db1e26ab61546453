/** A text of one's own scenario as it once was. */
export interface Snapshot {
  readonly id: string;
  /** Which of one's own scenarios. */
  readonly work: string;
  readonly title: string;
  readonly text: string;
  /** When this state began, and when the text was last like this. */
  readonly since: number;
  readonly at: number;
}

/** How many states are kept, of all scenarios together. */
export const keptSnapshots = 20;

/** Big texts are kept in smaller numbers: what a browser gives a page is not endless. */
const keptCharacters = 16 * 1024 * 1024;

/** Changes that follow each other this quickly are one state. */
const quietMs = 30_000;

/** A change of this share of the text, and of this many characters, begins another state at once. */
const muchShare = 0.25;
const muchCharacters = 200;

/** What was saved joins the newest state of its scenario, or begins another one. Newest first. */
export function withSaved(snapshots: readonly Snapshot[], saved: Omit<Snapshot, 'since'>): readonly Snapshot[] {
  const newest = snapshots.find(({ work }) => work === saved.work);
  if (newest?.text === saved.text) return snapshots;
  const joins =
    newest !== undefined &&
    saved.at >= newest.since &&
    saved.at - newest.since < quietMs &&
    !isMuch(newest.text, saved.text);
  const state: Snapshot = joins ? { ...saved, id: newest.id, since: newest.since } : { ...saved, since: saved.at };
  return withinBounds([state, ...snapshots.filter((other) => !joins || other !== newest)]);
}

function withinBounds(snapshots: readonly Snapshot[]): readonly Snapshot[] {
  let characters = 0;
  return snapshots.slice(0, keptSnapshots).filter(({ text }, position) => {
    characters += text.length;
    return position === 0 || characters <= keptCharacters;
  });
}

function isMuch(before: string, after: string): boolean {
  const least = Math.min(before.length, after.length);
  let head = 0;
  while (head < least && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < least - head && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail += 1;
  const most = Math.max(before.length, after.length);
  const changed = most - head - tail;
  return changed >= muchCharacters && changed > most * muchShare;
}

/** What the browser kept, field by field: an older version or another program may have written it. Undefined for nothing. */
export function readSnapshots(kept: unknown): readonly Snapshot[] | undefined {
  if (!Array.isArray(kept)) return undefined;
  const ids = new Set<string>();
  const read = kept.flatMap((entry: unknown): readonly Snapshot[] => {
    const { id, work, title, text, since, at } = Object(entry) as Record<string, unknown>;
    if (typeof id !== 'string' || typeof work !== 'string' || typeof text !== 'string' || ids.has(id)) return [];
    ids.add(id);
    const [last, first] = [timeOf(at), timeOf(since)];
    return [{ id, work, text, title: typeof title === 'string' ? title : '', since: first, at: last }];
  });
  return withinBounds(read);
}

/** Times that no calendar has become the oldest. */
function timeOf(value: unknown): number {
  return typeof value === 'number' && value >= 0 && value <= 8.64e15 ? value : 0;
}
