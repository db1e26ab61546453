import { CircleAlert, FileText, Search } from 'lucide-react';
import { useMemo, useState } from 'react';
import { keyOf, sameResource, type ResourceRef } from '#model/kubernetes/resource.ts';
import { useTexts } from '#ui/i18n/useTexts.ts';
import kit from '#ui/kit/panel.module.css';
import { useActions, useAppStore } from '#ui/useAppStore.ts';
import { useStatus } from '#ui/inspect/useStatus.ts';
import { outlineOf, type OutlineEntry } from './outline.ts';
import styles from './ResourcesTab.module.css';

/** Everything in the text, by namespace and kind, with a mark where istiod objects. Choosing selects on the canvas. */
export function ResourcesTab() {
  const { resources: texts } = useTexts().panels.source;
  const compiled = useAppStore((state) => state.compiled);
  const status = useStatus();
  const selection = useAppStore((state) => state.selection);
  const [filter, setFilter] = useState('');
  const groups = useMemo(
    () => (compiled === undefined ? [] : outlineOf(compiled, status, filter)),
    [compiled, status, filter],
  );
  const total = groups.reduce((sum, { entries }) => sum + entries.length, 0);

  if (total === 0 && filter === '') {
    return (
      <div className={kit.empty}>
        <strong>{texts.none}</strong>
        <p>{texts.noneHint}</p>
      </div>
    );
  }
  return (
    <div className={styles.outline}>
      <div className={styles.filter}>
        <Search size={13} aria-hidden />
        <input
          type="search"
          aria-label={texts.filter}
          placeholder={texts.filter}
          spellCheck={false}
          value={filter}
          onChange={({ target }) => {
            setFilter(target.value);
          }}
        />
        <span className={kit.small} role="status">
          {total === 0 ? texts.noMatch : texts.total(total)}
        </span>
      </div>
      {groups.map(({ namespace, entries }) => (
        <section key={namespace} aria-label={namespace === '' ? texts.cluster : namespace}>
          <h2 className={styles.namespace}>{namespace === '' ? texts.cluster : namespace}</h2>
          <ul className={styles.entries}>
            {entries.map((entry, position) => (
              <ResourceRow
                // A name may be written twice, which is a problem of its own.
                key={`${keyOf(entry.ref)} ${String(position)}`}
                entry={entry}
                selected={selection.some((ref) => sameResource(ref, entry.ref))}
              />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function ResourceRow({ entry, selected }: { readonly entry: OutlineEntry; readonly selected: boolean }) {
  const { resources: texts } = useTexts().panels.source;
  const { select, revealField, showTab } = useActions();
  const { ref, state, stale, trouble } = entry;
  const remark = stale ? texts.stale : texts.states[state];
  return (
    <li className={styles.entry} data-selected={selected ? '' : undefined}>
      <button
        type="button"
        className={styles.pick}
        aria-pressed={selected}
        onClick={() => {
          select([ref]);
          showTab({ context: 'inspect' });
        }}
      >
        <span className={styles.kind}>{ref.kind}</span>
        <span className={styles.name}>{ref.name}</span>
        {remark === '' ? null : <span className={kit.small}>{remark}</span>}
        {trouble === undefined ? null : (
          <span className={styles.trouble} title={trouble.message}>
            <CircleAlert size={12} aria-hidden />
            {texts.condition(trouble.type, trouble.reason)}
          </span>
        )}
      </button>
      <button
        type="button"
        className={styles.show}
        aria-label={texts.show(nameOf(ref))}
        title={texts.show(nameOf(ref))}
        onClick={() => {
          select([ref]);
          revealField(ref, []);
        }}
      >
        <FileText size={13} aria-hidden />
      </button>
    </li>
  );
}

function nameOf(ref: ResourceRef): string {
  return `${ref.kind} ${ref.name}`;
}
