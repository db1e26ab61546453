import { PlaygroundPage } from './pages/playgroundPage.ts';
import { expect, test } from './test.ts';

test('a stranger learns in half a minute that ztunnel cannot read HTTP', async ({ page }) => {
  const playground = new PlaygroundPage(page);
  await playground.open();
  await expect(page.getByText('Will the DELETE get through?')).toBeVisible();
  await playground.button('Refused').click();
  await expect(playground.verdict).toContainText('200');
  expect(await playground.answer('Waypoint')).toContain('none');
  await playground.button('Give it a guard that can read').click();
  await expect(playground.verdict).toContainText('403');
  expect(await playground.answer('Decided by')).toContain('no-delete');
  await expect(playground.node('Gateway/shop/waypoint')).toBeVisible();
});

test('the same by keyboard alone', async ({ page }) => {
  const playground = new PlaygroundPage(page);
  await playground.open();
  await playground.button('Refused').focus();
  await page.keyboard.press('Enter');
  await expect(playground.verdict).toContainText('200');
  await playground.button('Give it a guard that can read').focus();
  await page.keyboard.press('Enter');
  await expect(playground.verdict).toContainText('403');
});
