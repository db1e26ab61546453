import { useTexts } from '#ui/i18n/useTexts.ts';
import { lazyPart } from '#ui/kit/lazyPart.tsx';
import { Popover } from '#ui/kit/Popover.tsx';
import { useAppStore } from '#ui/useAppStore.ts';
import styles from './RequestBar.module.css';

const HeadersEditor = lazyPart(async () => (await import('./HeadersEditor.tsx')).HeadersEditor);

/** The header lines in short; opened, everything that goes with the request besides its address. */
export function HeadersPill() {
  const { headers: texts } = useTexts().panels.request;
  const headers = useAppStore((state) => state.draft.headers);
  const [first] = headers;
  const short = first === undefined ? texts.none : texts.more(`${first[0]}: ${first[1]}`, headers.length - 1);
  return (
    <Popover
      side="above"
      label={texts.edit}
      buttonClassName={styles.pill ?? ''}
      trigger={
        <>
          <span className={styles.pillPrefix}>{texts.pill}</span>
          <span className={styles.pillText}>{short}</span>
        </>
      }
    >
      {() => <HeadersEditor />}
    </Popover>
  );
}
