import { PlaygroundPage } from './pages/playgroundPage.ts';
import { expect, test } from './test.ts';

test('a hundred requests show the shares of a canary, and one of them can be replayed', async ({ page }) => {
  const playground = new PlaygroundPage(page);
  await playground.open('?example=canary');
  await playground.button('Send it 100 times and count the outcomes').click();
  const rows = page.getByRole('button', { name: /echo-v[12]/ });
  await expect(rows.filter({ hasText: 'echo-v1' }).first()).toBeVisible();
  await expect(rows.filter({ hasText: 'echo-v2' }).first()).toBeVisible();
  await rows.filter({ hasText: 'echo-v2' }).first().click();
  await expect(playground.verdict).toContainText('echo-v2');
});

test('colours and language follow the switch and are kept', async ({ page }) => {
  const playground = new PlaygroundPage(page);
  await playground.open('?example=canary');
  await playground.page.getByRole('button', { name: /^Language/ }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', /zh/);
  await expect(page.getByText('分享链接')).toBeVisible();
  await page.reload();
  await expect(page.getByText('分享链接')).toBeVisible();
});
