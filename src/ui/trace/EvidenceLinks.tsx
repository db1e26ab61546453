import type { FieldRef } from '#model/kubernetes/resource.ts';
import { useTexts } from '#ui/i18n/useTexts.ts';
import { useActions } from '#ui/useAppStore.ts';
import { fieldLabel } from './fieldLabel.ts';
import styles from './EvidenceLinks.module.css';

/** The manifest fields that something rests on; each leads to its lines. */
export function EvidenceLinks({ fields }: { readonly fields: readonly FieldRef[] }) {
  const { trace: texts } = useTexts().panels;
  const { revealField } = useActions();
  if (fields.length === 0) return null;
  const labelled = new Map(fields.map((field) => [fieldLabel(field), field]));
  return (
    <ul className={styles.evidence}>
      {[...labelled].map(([label, field]) => (
        <li key={label}>
          <button
            type="button"
            className={styles.field}
            aria-label={texts.showField(label)}
            onClick={() => {
              revealField(field.resource, field.path);
            }}
          >
            {label}
          </button>
        </li>
      ))}
    </ul>
  );
}
