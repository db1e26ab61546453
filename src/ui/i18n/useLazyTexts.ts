import { useEffect, useState } from 'react';
import type { Locale } from '#store/state.ts';
import { useAppStore } from '#ui/useAppStore.ts';

/** A catalogue that few need, in the language on screen. Until it is there, the one before it; at first nothing. */
export function useLazyTexts<T extends object>(load: (locale: Locale) => Promise<T>): T | undefined {
  const locale = useAppStore((state) => state.locale);
  const [texts, setTexts] = useState<T>();
  useEffect(() => {
    let wanted = true;
    void load(locale).then((loaded) => {
      if (wanted) setTexts(loaded);
    });
    return () => {
      wanted = false;
    };
  }, [load, locale]);
  return texts;
}
