import { useTexts } from '#ui/i18n/useTexts.ts';
import { lazyPart } from '#ui/kit/lazyPart.tsx';
import { Popover } from '#ui/kit/Popover.tsx';
import { useAppStore } from '#ui/useAppStore.ts';
import { tokenChoice } from './tokenChoice.ts';
import styles from './RequestBar.module.css';

const TokenEditor = lazyPart(async () => (await import('./TokenEditor.tsx')).TokenEditor);

/** Which token the request carries; opened, the choice. */
export function TokenPill() {
  const { token: texts } = useTexts().panels.request;
  const token = useAppStore((state) => state.draft.token);
  return (
    <Popover
      side="above"
      label={texts.edit}
      buttonClassName={`${styles.pill ?? ''} ${styles.fixed ?? ''}`}
      trigger={
        <>
          <span className={styles.pillPrefix}>{texts.pill}</span>
          <span className={styles.pillText}>{texts.kinds[tokenChoice(token)]}</span>
        </>
      }
    >
      {() => <TokenEditor />}
    </Popover>
  );
}
