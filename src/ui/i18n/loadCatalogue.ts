import type { Locale } from '#store/state.ts';
import type { Catalogue, CodeSentences } from './catalogue.ts';
import type { FieldTexts } from './fieldTexts.ts';

/** Fetches the texts of one language; the other language stays on the server until it is chosen. */
export async function loadCatalogue(locale: Locale): Promise<Catalogue> {
  switch (locale) {
    case 'en':
      return (await import('./en/catalogue.ts')).catalogue;
    case 'zh':
      return (await import('./zh/catalogue.ts')).catalogue;
  }
}

/** Fetches what the codes of one language say. */
export async function loadSentences(locale: Locale): Promise<CodeSentences> {
  switch (locale) {
    case 'en':
      return (await import('./en/sentences.ts')).sentences;
    case 'zh':
      return (await import('./zh/sentences.ts')).sentences;
  }
}

/** Fetches what the fields of the manifests are for, when somebody hovers over the first. */
export async function loadFieldTexts(locale: Locale): Promise<FieldTexts> {
  switch (locale) {
    case 'en':
      return (await import('./en/fields.ts')).fields;
    case 'zh':
      return (await import('./zh/fields.ts')).fields;
  }
}
