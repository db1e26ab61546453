import { createContext, useContext } from 'react';
import type { Catalogue } from './catalogue.ts';

export const CatalogueContext = createContext<Catalogue | undefined>(undefined);

/** The sentences of the language on screen. */
export function useTexts(): Catalogue {
  const catalogue = useContext(CatalogueContext);
  if (catalogue === undefined) throw new Error('LocaleProvider is missing');
  return catalogue;
}
