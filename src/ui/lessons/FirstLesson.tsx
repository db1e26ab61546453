import { useTexts } from '#ui/i18n/useTexts.ts';
import { useActions } from '#ui/useAppStore.ts';

/** Opens the first lesson of the course, from where somebody has nothing to do yet. */
export function FirstLesson({ className }: { readonly className: string | undefined }) {
  const { frame: texts } = useTexts().shell;
  const actions = useActions();

  async function open(): Promise<void> {
    const [{ lessons }, teaching] = await Promise.all([import('#content/lessons.ts'), actions.teach()]);
    const first = lessons.find(({ number }) => number === 1) ?? lessons[0];
    if (first !== undefined) await teaching.open({ lesson: first.slug });
  }

  return (
    <button type="button" className={className} onClick={() => void open()}>
      {texts.firstLesson}
    </button>
  );
}
