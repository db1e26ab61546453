import type { Locale } from '#store/state.ts';
import type { LessonTexts } from '#ui/i18n/en/lessons.ts';

/** Fetches what the course says of itself in one language. */
export async function loadLessonTexts(locale: Locale): Promise<LessonTexts> {
  switch (locale) {
    case 'en':
      return (await import('#ui/i18n/en/lessons.ts')).lessons;
    case 'zh':
      return (await import('#ui/i18n/zh/lessons.ts')).lessons;
  }
}
