import AxeBuilder from '@axe-core/playwright';
import { PlaygroundPage } from './pages/playgroundPage.ts';
import { expect, test } from './test.ts';

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

for (const theme of ['light', 'dark'] as const) {
  for (const lang of ['en', 'zh'] as const) {
    for (const [name, query] of [
      ['first run', ''],
      ['a trace', 'example=canary&animate=0&step=2'],
      ['a refusal', 'example=identity-at-the-waypoint&animate=0&step=99'],
    ] as const) {
      test(`axe finds nothing in ${name}, ${theme}, ${lang}`, async ({ page }) => {
        const playground = new PlaygroundPage(page);
        await playground.open(`?theme=${theme}&lang=${lang}&${query}`);
        const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze();
        expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html).slice(0, 3)])).toEqual([]);
      });
    }
  }
}

test('axe finds nothing beside the editor, the problems, the resources and the inspected object', async ({ page }) => {
  const playground = new PlaygroundPage(page);
  await playground.open('?example=fail-open-deny');
  await playground.button('Edit').click();
  await expect(page.locator('.monaco-editor .view-lines')).toBeVisible();
  for (const [panel, tab] of [
    ['Source', /Manifests/],
    ['Source', /Resources/],
    ['Source', /Problems/],
    ['Trace and inspection', /Inspect/],
    ['Trace and inspection', /Requests/],
  ] as const) {
    await page.getByRole('region', { name: panel }).getByRole('tab', { name: tab }).click();
    const { violations } = await new AxeBuilder({ page }).withTags(tags).exclude('.monaco-editor').analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html).slice(0, 3)])).toEqual([]);
  }
});
