import AxeBuilder from '@axe-core/playwright';
import { PlaygroundPage } from './pages/playgroundPage.ts';
import { expect, test } from './test.ts';

for (const width of [1440, 390]) {
  test(`two worlds side by side, at ${String(width)} pixels, by keyboard and by roles`, async ({ page }) => {
    await page.setViewportSize({ width, height: 844 });
    const playground = new PlaygroundPage(page);
    await playground.open('?example=canary&request=write-orders&animate=0&step=9');
    await playground.button('Compare: what if shop/waypoint were not ready yet?').click();
    const dialog = page.getByRole('dialog', { name: 'One request, two worlds' });
    await expect(dialog.getByRole('region', { name: 'A: Now' })).toContainText('403');
    await expect(dialog.getByRole('region', { name: 'B: If shop/waypoint were not ready yet' })).toContainText('200');
    await expect(dialog).toContainText('1 opened');
    await expect(dialog.getByRole('row', { name: /Waypoint/ })).toContainText('none on the way');
    const open = dialog.getByRole('button', { expanded: true });
    await expect(open).toContainText('First difference');
    await open.focus();
    await page.keyboard.press('Space');
    await expect(open).toContainText('not on this path');
    await expect(open).toBeFocused();
    const { violations } = await new AxeBuilder({ page }).include('dialog').analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html).slice(0, 3)])).toEqual([]);
    const overflow = await dialog.evaluate((element) => element.scrollWidth - element.clientWidth);
    expect(overflow).toBe(0);
    await page.keyboard.press('Escape');
    await expect(dialog).toBeHidden();
    await expect(playground.verdict).toContainText('403');
  });
}

test('C compares with the state before the last change', async ({ page }) => {
  const playground = new PlaygroundPage(page);
  await playground.open('?example=canary&request=write-orders&animate=0&step=9');
  await page.keyboard.press('c');
  const dialog = page.getByRole('dialog', { name: 'One request, two worlds' });
  await expect(dialog).toContainText('Nothing has been changed yet');
  await page.keyboard.press('Escape');
  await playground.button('shop/allow-get were gone').click();
  await expect(playground.verdict).toContainText('200');
  await playground.settled();
  await page.locator('#canvas').focus();
  await page.keyboard.press('c');
  await expect(dialog.getByRole('region', { name: 'A: before the last change' })).toContainText('403');
  await expect(dialog.getByRole('region', { name: 'B: as it is' })).toContainText('200');
});

test('a lesson’s contrast opens as two worlds with the names that the lesson gives them', async ({ page }) => {
  const playground = new PlaygroundPage(page);
  await playground.open('?lesson=the-address-decides&beat=through-and-past&animate=0');
  await page.getByRole('tabpanel', { name: 'Lesson' }).getByRole('button', { name: 'Side by side' }).click();
  const dialog = page.getByRole('dialog', { name: 'One request, two worlds' });
  await expect(dialog.getByRole('region', { name: 'A: waypoint for all' })).toBeVisible();
  await expect(dialog.getByRole('region', { name: 'B: waypoint for service' })).toBeVisible();
  await expect(dialog.getByRole('button', { expanded: true })).toContainText('First difference');
});
