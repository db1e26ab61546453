import AxeBuilder from '@axe-core/playwright';
import { expect, openSettled, test } from './test.ts';

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

for (const theme of ['light', 'dark'] as const) {
  for (const lang of ['en', 'zh'] as const) {
    test(`the conformance page opens by its address, and axe finds nothing, ${theme}, ${lang}`, async ({ page }) => {
      await openSettled(page, `/?view=conformance&theme=${theme}&lang=${lang}`);
      const dialog = page.getByRole('dialog');
      await expect(dialog.getByRole('table')).toBeVisible();
      await expect(dialog.getByRole('row')).toHaveCount(7);
      const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze();
      expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html).slice(0, 3)])).toEqual([]);
    });
  }
}

test('it opens from the top bar, closes with Escape, and the address follows', async ({ page }) => {
  await openSettled(page);
  const link = page.getByRole('button', { name: 'Conformance' });
  await link.click();
  await expect(page.getByRole('dialog', { name: 'Conformance' })).toBeVisible();
  await expect(page).toHaveURL(/view=conformance/);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page).not.toHaveURL(/view=/);
  await expect(link).toBeFocused();
});
