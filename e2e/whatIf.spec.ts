import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { PlaygroundPage } from './pages/playgroundPage.ts';
import { expect, settled, test } from './test.ts';

const written = '?example=canary&request=write-orders&animate=0&step=9';

async function findNoProblems(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html).slice(0, 3)])).toEqual([]);
}

test('a what-if edits the document, says what changed, and is taken back', async ({ page }) => {
  const playground = new PlaygroundPage(page);
  await playground.open(written);
  const before = await playground.text();
  await findNoProblems(page);
  await playground.button('shop/waypoint were not ready yet').click();
  const changed = playground.trace.getByRole('group', { name: 'What changed' });
  await expect(changed).toContainText('403 → 200; no longer through shop/waypoint; the pod sees sa/batch.');
  await expect(changed).toBeFocused();
  await playground.settled();
  await findNoProblems(page);
  expect(await playground.text()).toContain('Programmed');
  await changed.getByRole('button', { name: 'Undo' }).click();
  await expect(playground.verdict).toContainText('403');
  await expect(changed).toBeHidden();
  await playground.settled();
  expect(await playground.text()).toBe(before);
});

test('another request becomes one of the scenario’s, and Ctrl+Z takes it out again and sends the first', async ({
  page,
}) => {
  const playground = new PlaygroundPage(page);
  await playground.open(written);
  const before = await playground.text();
  await playground.button('echo-v1 were called by pod IP').click();
  await expect(playground.trace.getByRole('group', { name: 'What changed' })).toContainText('403 → 200');
  await playground.settled();
  expect(await playground.text()).toContain('write-orders-by-pod-ip');
  await page.locator('#canvas').focus();
  await page.keyboard.press('ControlOrMeta+z');
  await expect(playground.verdict).toContainText('403');
  await expect(page.getByRole('combobox', { name: 'Destination URL' })).toHaveValue('http://echo.shop/orders');
  await playground.settled();
  expect(await playground.text()).toBe(before);
});

test('what is kept stays, and there are more than the first few', async ({ page }) => {
  const playground = new PlaygroundPage(page);
  await playground.open(written);
  const section = playground.trace.getByRole('region', { name: 'What if …' });
  await expect(section.getByRole('listitem')).toHaveCount(6);
  await section.getByRole('button', { name: /more$/ }).click();
  await section.getByRole('button', { name: 'client-apps left ambient', exact: true }).click();
  const changed = playground.trace.getByRole('group', { name: 'What changed' });
  await expect(changed).toContainText('no longer encrypted all the way');
  await changed.getByRole('button', { name: 'Keep' }).click();
  await expect(changed).toBeHidden();
  await expect(section.getByRole('button', { name: 'client-apps joined ambient', exact: true })).toBeVisible();
});

test('a scenario from a link is compared, and changed once it is forked', async ({ page }) => {
  const playground = new PlaygroundPage(page);
  await playground.open(written);
  await playground.button('Share link').click();
  await expect(playground.messages).toContainText('characters');
  const link = page.url();
  await page.goto('about:blank');
  await page.goto(link);
  await settled(page);
  await playground.send();
  const section = playground.trace.getByRole('region', { name: 'What if …' });
  await expect(section).toContainText('A scenario from a link stays as it is');
  await section.getByRole('button', { name: 'shop/waypoint were not ready yet', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('If shop/waypoint were not ready yet');
  await page.keyboard.press('Escape');
  await section.getByRole('button', { name: 'Fork it to change it' }).click();
  await section.getByRole('button', { name: 'shop/waypoint were not ready yet', exact: true }).click();
  await expect(playground.trace.getByRole('group', { name: 'What changed' })).toBeVisible();
});
