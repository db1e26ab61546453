import { useMemo } from 'react';
import { emptyMeshSummary } from '#model/meshSummary.ts';
import { keyOf, type ResourceRef } from '#model/kubernetes/resource.ts';
import { useTexts } from '#ui/i18n/useTexts.ts';
import { Chip } from '#ui/kit/Chip.tsx';
import kit from '#ui/kit/panel.module.css';
import { useActions, useAppStore } from '#ui/useAppStore.ts';
import { Attachments } from './Attachments.tsx';
import { Conditions } from './Conditions.tsx';
import { editedRef, inspected } from './inspected.ts';
import { InspectActions } from './InspectActions.tsx';
import { InspectFacts } from './InspectFacts.tsx';
import styles from './InspectPanel.module.css';

/** What is selected: what it is, how it takes part, what applies to it, and what can be changed. */
export function InspectPanel() {
  const { inspect: texts } = useTexts().panels;
  const selection = useAppStore((state) => state.selection);
  const [first] = selection;
  if (first === undefined) {
    return (
      <div className={kit.empty}>
        <strong>{texts.empty}</strong>
        <p>{texts.emptyHint}</p>
      </div>
    );
  }
  return selection.length > 1 ? <SeveralObjects refs={selection} /> : <OneObject key={keyOf(first)} target={first} />;
}

function OneObject({ target }: { readonly target: ResourceRef }) {
  const { inspect: texts } = useTexts().panels;
  const summary = useAppStore((state) => state.compiled?.summary ?? emptyMeshSummary);
  const readOnly = useAppStore((state) => state.readOnly);
  const { revealField } = useActions();
  const subject = useMemo(() => inspected(summary, target), [summary, target]);
  const edited = editedRef(subject, target);
  return (
    <div className={styles.panel}>
      <header className={styles.head}>
        <p className={kit.small}>{[target.kind, target.namespace].filter(Boolean).join(' · ')}</p>
        <h2>{target.name}</h2>
        <button
          type="button"
          className={kit.link}
          onClick={() => {
            revealField(edited, []);
          }}
        >
          {texts.actions.show}
        </button>
      </header>
      <InspectFacts subject={subject} />
      <Attachments target={target} />
      <Conditions targets={[target, edited]} />
      {readOnly || subject.kind === 'other' ? null : <InspectActions subject={subject} edited={edited} />}
    </div>
  );
}

function SeveralObjects({ refs }: { readonly refs: readonly ResourceRef[] }) {
  const { inspect: texts } = useTexts().panels;
  const readOnly = useAppStore((state) => state.readOnly);
  const { select, edit } = useActions();
  return (
    <div className={styles.panel}>
      <header className={styles.head}>
        <h2>{texts.several(refs.length)}</h2>
      </header>
      <ul className={styles.several}>
        {refs.map((ref) => (
          <li key={keyOf(ref)}>
            <button
              type="button"
              className={kit.link}
              onClick={() => {
                select([ref]);
              }}
            >
              {ref.namespace === undefined ? ref.name : `${ref.namespace}/${ref.name}`}
            </button>
            <Chip>{ref.kind}</Chip>
          </li>
        ))}
      </ul>
      {readOnly ? null : (
        <div className={styles.buttons}>
          <button
            type="button"
            className={kit.button}
            data-danger
            onClick={() => {
              void edit({ kind: 'remove-resources', refs });
              select([]);
            }}
          >
            {texts.actions.removeAll(refs.length)}
          </button>
        </div>
      )}
    </div>
  );
}
