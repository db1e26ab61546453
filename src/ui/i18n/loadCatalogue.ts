import type { Locale } from '#store/state.ts';
import type { Catalogue } from './catalogue.ts';

/** Fetches the sentences of one language; the other language stays on the server until it is chosen. */
export async function loadCatalogue(locale: Locale): Promise<Catalogue> {
  switch (locale) {
    case 'en':
      return (await import('./en/catalogue.ts')).catalogue;
    case 'zh':
      return (await import('./zh/catalogue.ts')).catalogue;
  }
}
