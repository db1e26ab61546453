import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, openSettled, settled, test } from '../test.ts';

const slugs = readdirSync(join(import.meta.dirname, '../../src/content/lessons'))
  .filter((file) => file.endsWith('.yaml'))
  .map((file) => file.slice(3, -'.yaml'.length));

/** The names of the tab and of the button that goes on, in both languages. */
const languages = {
  en: { lesson: 'Lesson', showMe: 'Show me', next: /^Continue/ },
  zh: { lesson: '课程', showMe: '直接看结果', next: /^继续/ },
} as const;

for (const slug of slugs) {
  for (const lang of ['en', 'zh'] as const) {
    const words = languages[lang];
    test(`${slug}: what every beat says, ${lang}`, async ({ page }) => {
      await openSettled(page, `/?lesson=${slug}&lang=${lang}&theme=light&animate=0`);
      const panel = page.getByRole('tabpanel', { name: words.lesson });
      const next = panel.getByRole('button', { name: words.next });
      for (let beat = 1; ; beat += 1) {
        const current = panel.getByRole('listitem').and(page.locator('[aria-current="step"]'));
        // Its number first: the page before it has settled, too.
        await expect(current.locator('span').first()).toHaveText(String(beat));
        await settled(page);
        await expect(current).toHaveScreenshot(`lesson-${slug}-${lang}-${String(beat)}.png`);
        if (!(await next.isVisible())) break;
        const showMe = panel.getByRole('button', { name: words.showMe });
        if (await showMe.isVisible()) await showMe.click();
        await next.click();
      }
    });

    test(`${slug} on a phone, ${lang}`, async ({ page }) => {
      await page.setViewportSize({ width: 390, height: 844 });
      await openSettled(page, `/?lesson=${slug}&lang=${lang}&theme=dark&animate=0`);
      await expect(page).toHaveScreenshot(`lesson-${slug}-${lang}-phone.png`);
    });
  }
}

for (const { theme, lang } of [
  { theme: 'light', lang: 'en' },
  { theme: 'dark', lang: 'zh' },
] as const) {
  test(`the course, ${theme}, ${lang}`, async ({ page }) => {
    await openSettled(page, `/?view=learn&theme=${theme}&lang=${lang}&animate=0`);
    await expect(page.getByRole('dialog')).toBeVisible();
    await expect(page).toHaveScreenshot(`learn-${theme}-${lang}.png`);
  });
  test(`a frame in another page, ${theme}, ${lang}`, async ({ page }) => {
    await page.setViewportSize({ width: 900, height: 520 });
    await openSettled(page, `/?embed=1&example=canary&request=orders&theme=${theme}&lang=${lang}&animate=0&step=2`);
    await expect(page).toHaveScreenshot(`embed-${theme}-${lang}.png`);
  });
}
