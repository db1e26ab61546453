import type { Locale } from '#store/state.ts';
import type { ConformanceTexts } from '#ui/i18n/en/conformance.ts';

/** Fetches what the conformance page says in one language. */
export async function loadConformanceTexts(locale: Locale): Promise<ConformanceTexts> {
  switch (locale) {
    case 'en':
      return (await import('#ui/i18n/en/conformance.ts')).conformance;
    case 'zh':
      return (await import('#ui/i18n/zh/conformance.ts')).conformance;
  }
}
