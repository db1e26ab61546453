import AxeBuilder from '@axe-core/playwright';
import { PlaygroundPage } from './pages/playgroundPage.ts';
import { expect, test } from './test.ts';

test('a what-if edits the document, says what changed, and is taken back', async ({ page }) => {
  const playground = new PlaygroundPage(page);
  await playground.open('?example=canary&request=write-orders&animate=0&step=9');
  const before = await playground.text();
  await playground.trace.getByText('What if …').click();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html).slice(0, 3)])).toEqual([]);
  await playground.button('shop/waypoint is not ready').click();
  await expect(playground.trace).toContainText('403 → 200; no longer through shop/waypoint');
  await playground.settled();
  expect(await playground.text()).toContain('Programmed');
  await playground.trace.getByRole('button', { name: 'Undo' }).click();
  await expect(playground.verdict).toContainText('403');
  await playground.settled();
  expect(await playground.text()).toBe(before);
});

test('another request becomes one of the scenario’s, and Ctrl+Z takes it out again', async ({ page }) => {
  const playground = new PlaygroundPage(page);
  await playground.open('?example=canary&request=write-orders&animate=0&step=9');
  const before = await playground.text();
  await playground.trace.getByText('What if …').click();
  await playground.button('call from legacy/cron, out of the mesh').click();
  await expect(playground.trace).toContainText('403 → 200');
  await playground.settled();
  expect(await playground.text()).toContain('write-orders-from-unmeshed');
  await playground.trace.getByRole('button', { name: 'Keep' }).click();
  await page.keyboard.press('ControlOrMeta+z');
  await playground.settled();
  expect(await playground.text()).toBe(before);
});
