import type { StoreContext } from './createStore.ts';
import type { SavedWork } from './ports.ts';
import { keptSnapshots, readSnapshots, withSaved, type Snapshot } from './snapshots.ts';

const historyName = 'history';

/** The last states of one's own scenarios, on this machine alone. */
export interface HistoryActions {
  /** Newest first, with the time it is. */
  list(): Promise<{ readonly snapshots: readonly Snapshot[]; readonly now: number }>;
  /** As a step of undo, on the newest text of its scenario. */
  restore(snapshot: Snapshot): void;
  /** Without an id: all of them. */
  forget(id?: string): Promise<void>;
}

/** Follows what is saved, and keeps the states between. Nothing of it matters enough to disturb anybody when it fails. */
export async function historyKeeper({ ports, get, subscribe }: StoreContext): Promise<HistoryActions> {
  let queue: Promise<void> = Promise.resolve();

  async function kept(): Promise<readonly Snapshot[] | undefined> {
    return readSnapshots(await ports.recall(historyName).catch(() => undefined));
  }

  /** One after the other, each on what is kept by then: other tabs write too. */
  function change(how: (snapshots: readonly Snapshot[]) => readonly Snapshot[]): Promise<void> {
    queue = queue.then(async () => {
      const before = (await kept()) ?? [];
      const after = how(before);
      if (after !== before) await ports.keep(historyName, after).catch(() => undefined);
    });
    return queue;
  }

  function record(works: readonly SavedWork[]): Promise<void> {
    return change((snapshots) =>
      works.reduce<readonly Snapshot[]>(
        (states, { id, title, text, savedAt: at }) =>
          withSaved(states, { id: ports.newWorkId(), work: id, title, text, at }),
        snapshots,
      ),
    );
  }

  const [newest] = ports.recent;
  if ((await kept()) === undefined) await record(ports.recent.slice(0, keptSnapshots).toReversed());
  else if (newest !== undefined) await record([newest]);
  subscribe((state, before) => {
    const [saved] = state.recent;
    if (saved !== undefined && saved !== before.recent[0]) void record([{ ...saved, savedAt: ports.now() }]);
  });

  return {
    async list() {
      await queue;
      return { snapshots: (await kept()) ?? [], now: ports.now() };
    },
    restore({ work, text }) {
      const { origin, actions, recent } = get();
      const isOpen = origin.kind === 'own' && origin.id === work;
      if (!isOpen) {
        // What the scenario says now stays one step of undo away.
        const latest = recent.find(({ id }) => id === work);
        actions.openText(latest?.text ?? text, { kind: 'own', id: work });
      }
      actions.setText(text);
    },
    forget: (id) => change((snapshots) => (id === undefined ? [] : snapshots.filter((state) => state.id !== id))),
  };
}
