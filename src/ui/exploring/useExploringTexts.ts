import { useEffect, useState } from 'react';
import type { Locale } from '#store/state.ts';
import type { ExploringTexts } from '#ui/i18n/en/exploring.ts';
import { useAppStore } from '#ui/useAppStore.ts';

const loaded = new Map<Locale, ExploringTexts>();

/** Fetches what predictions, what-ifs, comparisons and the packet say in one language. */
export async function loadExploringTexts(locale: Locale): Promise<ExploringTexts> {
  const texts =
    locale === 'zh'
      ? (await import('#ui/i18n/zh/exploring.ts')).exploring
      : (await import('#ui/i18n/en/exploring.ts')).exploring;
  loaded.set(locale, texts);
  return texts;
}

/** These texts in the language on screen; undefined while they are on their way. */
export function useExploringTexts(): ExploringTexts | undefined {
  const locale = useAppStore((state) => state.locale);
  const [, setArrived] = useState<Locale>();
  const texts = loaded.get(locale);
  useEffect(() => {
    let wanted = true;
    if (texts === undefined) {
      void loadExploringTexts(locale).then(() => {
        if (wanted) setArrived(locale);
      });
    }
    return () => {
      wanted = false;
    };
  }, [locale, texts]);
  return texts;
}
