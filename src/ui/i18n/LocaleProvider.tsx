import { useEffect, useState, type ReactNode } from 'react';
import { useAppStore } from '#ui/useAppStore.ts';
import type { Catalogue } from './catalogue.ts';
import { loadCatalogue } from './loadCatalogue.ts';
import { CatalogueContext } from './useTexts.ts';

interface LocaleProviderProps {
  readonly children: ReactNode;
}

/**
 * Gives the tree its sentences and follows the chosen language. Nothing is drawn before the first language is there,
 * so no text jumps; later the old language stays until the new one has arrived.
 */
export function LocaleProvider({ children }: LocaleProviderProps) {
  const locale = useAppStore((state) => state.locale);
  const [catalogue, setCatalogue] = useState<Catalogue>();

  useEffect(() => {
    if (catalogue?.locale === locale) return undefined;
    let wanted = true;
    void loadCatalogue(locale).then((loaded) => {
      if (wanted) setCatalogue(loaded);
    });
    return () => {
      wanted = false;
    };
  }, [catalogue?.locale, locale]);

  useEffect(() => {
    if (catalogue !== undefined) document.documentElement.lang = catalogue.languageTag;
  }, [catalogue]);

  if (catalogue === undefined) return null;
  return <CatalogueContext value={catalogue}>{children}</CatalogueContext>;
}
