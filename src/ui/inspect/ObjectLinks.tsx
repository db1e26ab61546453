import { keyOf, type ResourceRef } from '#model/kubernetes/resource.ts';
import { useTexts } from '#ui/i18n/useTexts.ts';
import kit from '#ui/kit/panel.module.css';
import { useActions } from '#ui/useAppStore.ts';
import styles from './InspectPanel.module.css';

/** More names than this say less than their number. */
const shown = 12;

/** Names of objects; each selects the one it names. */
export function ObjectLinks({ refs }: { readonly refs: readonly ResourceRef[] }) {
  const { inspect: texts } = useTexts().panels;
  const { select } = useActions();
  return (
    <ul className={styles.objects}>
      {refs.slice(0, shown).map((ref) => (
        <li key={keyOf(ref)}>
          <button
            type="button"
            className={kit.link}
            onClick={() => {
              select([ref]);
            }}
          >
            {ref.namespace === undefined ? ref.name : `${ref.namespace}/${ref.name}`}
          </button>{' '}
          <span className={kit.small}>{ref.kind}</span>
        </li>
      ))}
      {refs.length > shown ? <li className={kit.small}>{texts.more(refs.length - shown)}</li> : null}
    </ul>
  );
}
