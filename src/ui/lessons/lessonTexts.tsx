import { createContext, useContext, useEffect, useState, type ReactNode } from 'react';
import type { Texts } from '#model/lesson.ts';
import type { LessonTexts } from '#ui/i18n/en/lessons.ts';
import { useAppStore } from '#ui/useAppStore.ts';
import { loadLessonTexts } from './loadLessonTexts.ts';

const LessonTextsContext = createContext<LessonTexts | undefined>(undefined);

/** Gives lessons the words around them. Until they are there nothing is drawn; later the old language stays until then. */
export function WithLessonTexts({ children }: { readonly children: ReactNode }) {
  const locale = useAppStore((state) => state.locale);
  const [texts, setTexts] = useState<LessonTexts>();
  useEffect(() => {
    let wanted = true;
    void loadLessonTexts(locale).then((loaded) => {
      if (wanted) setTexts(loaded);
    });
    return () => {
      wanted = false;
    };
  }, [locale]);
  if (texts === undefined) return <span hidden data-pending />;
  return <LessonTextsContext value={texts}>{children}</LessonTextsContext>;
}

export function useLessonTexts(): LessonTexts {
  const texts = useContext(LessonTextsContext);
  if (texts === undefined) throw new Error('WithLessonTexts is missing');
  return texts;
}

/** A text of a lesson in the language on screen. */
export function useSay(): (texts: Texts) => string {
  const locale = useAppStore((state) => state.locale);
  return (texts) => texts[locale];
}
