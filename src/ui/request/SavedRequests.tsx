import { Bookmark } from 'lucide-react';
import { useTexts } from '#ui/i18n/useTexts.ts';
import { lazyPart } from '#ui/kit/lazyPart.tsx';
import { Popover } from '#ui/kit/Popover.tsx';
import styles from './RequestBar.module.css';

const SavedList = lazyPart(async () => (await import('./SavedList.tsx')).SavedList);

/** The requests that travel with the scenario: choose one, or add the one in the bar. */
export function SavedRequests() {
  const { saved: texts } = useTexts().panels.request;
  return (
    <Popover
      side="above"
      label={texts.open}
      buttonClassName={styles.icon ?? ''}
      trigger={<Bookmark size={14} aria-hidden />}
    >
      {(close) => <SavedList onDone={close} />}
    </Popover>
  );
}
