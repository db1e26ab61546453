import AxeBuilder from '@axe-core/playwright';
import { PlaygroundPage } from './pages/playgroundPage.ts';
import { expect, test } from './test.ts';

test('a wrong prediction leads to its first wrong step, by keyboard alone', async ({ page }) => {
  const playground = new PlaygroundPage(page);
  await playground.open('?example=fail-open-deny&animate=0');
  await page.keyboard.press('p');
  const form = page.getByRole('region', { name: 'What will it do?' });
  await expect(form.getByLabel('What does the caller see?')).toBeFocused();
  await form.getByLabel('What does the caller see?').selectOption('forbidden');
  await form.getByLabel('Who has the last say?').selectOption('destination-ztunnel');
  await form.getByRole('button', { name: 'Send and compare' }).focus();
  await page.keyboard.press('Enter');
  await expect(form).toContainText('The first wrong step is step 3.');
  await expect(form).toContainText('a DENY of which nothing is left refuses nobody');
  await expect(form).toContainText('0 of 1 predicted');
  await expect(playground.trace.locator('[aria-current="step"]')).toContainText('Here it went another way');
  await playground.settled();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html).slice(0, 3)])).toEqual([]);
});

test('a right prediction counts, the count is kept, and can be forgotten', async ({ page }) => {
  const playground = new PlaygroundPage(page);
  await playground.open('?example=canary&animate=0');
  await playground.button('Predict what it will do').click();
  const form = page.getByRole('region', { name: 'What will it do?' });
  await form.getByLabel('What does the caller see?').selectOption('served');
  await form.getByLabel('Who has the last say?').selectOption('waypoint shop/waypoint');
  await form.getByLabel('Whom does the pod see?').selectOption('waypoint');
  await form.getByRole('button', { name: 'Send and compare' }).click();
  await expect(form).toContainText('Right, all of it.');
  await expect(form).toContainText('1 of 1 predicted');
  await page.reload();
  await playground.settled();
  expect(await page.evaluate(() => localStorage.getItem('preferences'))).toContain('"asked":1');
});
