import { useEffect, useState, type ReactNode } from 'react';
import type { Locale } from '#store/state.ts';
import { preloadParts } from '#ui/kit/lazyPart.tsx';
import { whenSettled } from '#ui/shell/whenSettled.ts';
import { useAppStore } from '#ui/useAppStore.ts';
import type { Catalogue, CodeSentences } from './catalogue.ts';
import { loadCatalogue, loadSentences } from './loadCatalogue.ts';
import { CatalogueContext } from './useTexts.ts';

interface LocaleProviderProps {
  readonly children: ReactNode;
}

/**
 * Gives the tree its texts and follows the chosen language. Nothing is drawn before the first language is there, so no
 * text jumps; later the old language stays until the new one has arrived.
 */
export function LocaleProvider({ children }: LocaleProviderProps) {
  const locale = useAppStore((state) => state.locale);
  const explains = useExplains();
  const [catalogue, setCatalogue] = useState<Catalogue>();
  const lacksSentences = explains && catalogue !== undefined && catalogue.sentences === undefined;

  useEffect(() => {
    if (catalogue?.locale === locale && !lacksSentences) return undefined;
    let wanted = true;
    void load(locale, explains).then((loaded) => {
      if (wanted) setCatalogue(loaded);
    });
    return () => {
      wanted = false;
    };
  }, [catalogue?.locale, locale, lacksSentences, explains]);

  useEffect(() => {
    if (catalogue !== undefined) document.documentElement.lang = catalogue.languageTag;
  }, [catalogue]);

  if (catalogue === undefined) return null;
  return (
    <CatalogueContext value={catalogue}>
      {children}
      {lacksSentences ? <span hidden data-pending /> : null}
    </CatalogueContext>
  );
}

/** After the first picture has settled, the sentences of hovered problems may come without hurry. */
const leisureMs = 1000;

/** Whether anything on the page speaks in codes that need their sentences. */
function useExplains(): boolean {
  const [leisure, setLeisure] = useState(false);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = whenSettled(() => {
      timer = setTimeout(() => {
        setLeisure(true);
        void preloadParts();
      }, leisureMs);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, []);
  const wanted = useAppStore(
    ({ sent, sourceTab, notice }) => sent !== undefined || sourceTab === 'problems' || notice?.kind === 'link-problem',
  );
  return wanted || leisure;
}

async function load(locale: Locale, explains: boolean): Promise<Catalogue> {
  const loading: Promise<CodeSentences | undefined> = explains ? loadSentences(locale) : Promise.resolve(undefined);
  const [catalogue, sentences] = await Promise.all([loadCatalogue(locale), loading]);
  return sentences === undefined ? catalogue : { ...catalogue, sentences };
}
