import { useMemo } from 'react';
import { keyOf, type ResourceRef } from '#model/kubernetes/resource.ts';
import { emptyMeshSummary } from '#model/meshSummary.ts';
import { useTexts } from '#ui/i18n/useTexts.ts';
import { Chip } from '#ui/kit/Chip.tsx';
import kit from '#ui/kit/panel.module.css';
import { useActions, useAppStore } from '#ui/useAppStore.ts';
import { enforcerTone } from './enforcerTone.ts';
import { attachmentsOf, inspected } from './inspected.ts';
import styles from './InspectPanel.module.css';

/** Policies and routes that speak of an object, and who enforces each. */
export function Attachments({ target }: { readonly target: ResourceRef }) {
  const { inspect: texts } = useTexts().panels;
  const summary = useAppStore((state) => state.compiled?.summary ?? emptyMeshSummary);
  const { select } = useActions();
  const attachments = useMemo(() => attachmentsOf(summary, target), [summary, target]);
  const { kind } = inspected(summary, target);
  if (kind === 'attachment' || kind === 'other') return null;
  return (
    <section className={styles.section} aria-label={texts.attachments}>
      <h3>{texts.attachments}</h3>
      {attachments.length === 0 ? <p className={kit.small}>{texts.noAttachments}</p> : null}
      <ul className={styles.objects}>
        {attachments.map(({ ref, action, enforcedBy }) => (
          <li key={keyOf(ref)}>
            <button
              type="button"
              className={kit.link}
              onClick={() => {
                select([ref]);
              }}
            >
              {ref.name}
            </button>{' '}
            <span className={kit.small}>{[ref.kind, action].filter(Boolean).join(' ')}</span>{' '}
            <Chip tone={enforcerTone(enforcedBy)}>{texts.enforcers[enforcedBy]}</Chip>
          </li>
        ))}
      </ul>
    </section>
  );
}
