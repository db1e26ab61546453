import { expect, openSettled, test } from '../test.ts';

/** Every example with the request whose path is shown. */
const examples = [
  'fail-open-deny',
  'canary',
  'identity-at-the-waypoint',
  'strict-mtls',
  'ingress-and-waypoint',
] as const;
const looks = [
  { theme: 'light', lang: 'en' },
  { theme: 'dark', lang: 'en' },
  { theme: 'light', lang: 'zh' },
  { theme: 'dark', lang: 'zh' },
] as const;

for (const { theme, lang } of looks) {
  test(`first run, ${theme}, ${lang}`, async ({ page }) => {
    await openSettled(page, `/?theme=${theme}&lang=${lang}&animate=0`);
    await expect(page).toHaveScreenshot(`first-run-${theme}-${lang}.png`);
  });

  for (const example of examples) {
    test(`${example} at each hop, ${theme}, ${lang}`, async ({ page }) => {
      const address = (step: number): string =>
        `/?example=${example}&theme=${theme}&lang=${lang}&animate=0&step=${String(step)}`;
      await openSettled(page, address(0));
      const hops = await page.locator('[data-bar]').count();
      expect(hops).toBeGreaterThan(0);
      for (let step = 0; step <= hops; step += 1) {
        if (step > 0) await openSettled(page, address(step));
        await expect(page).toHaveScreenshot(`${example}-${theme}-${lang}-${String(step)}.png`);
      }
    });
  }
}

const screens = [
  { name: 'phone', viewport: { width: 390, height: 844 } },
  { name: 'narrow', viewport: { width: 1024, height: 768 } },
] as const;

for (const { name, viewport } of screens) {
  for (const theme of ['light', 'dark'] as const) {
    test(`canary on a ${name} screen, ${theme}`, async ({ page }) => {
      await page.setViewportSize(viewport);
      for (const step of [2, 99]) {
        await openSettled(page, `/?example=canary&theme=${theme}&lang=en&animate=0&step=${String(step)}`);
        await expect(page).toHaveScreenshot(`canary-${name}-${theme}-${step === 99 ? 'end' : String(step)}.png`);
      }
    });
  }
}

test('the picture of the README', async ({ page }) => {
  await openSettled(page, '/?example=canary&theme=light&lang=en&animate=0&step=2');
  await expect(page).toHaveScreenshot('readme.png');
});
