import { deflateRawSync } from 'node:zlib';
import { PlaygroundPage } from './pages/playgroundPage.ts';
import { shop } from './scenarios.fixture.ts';
import { expect, test } from './test.ts';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

test('a link opens the same scenario for somebody else, read-only until it is forked', async ({ page, browser }) => {
  const playground = new PlaygroundPage(page);
  await playground.open();
  await playground.paste(shop);
  await playground.button('Share link').click();
  await expect(playground.messages).toContainText(/copied/i);
  const link = await page.evaluate(() => location.href);
  expect(link).toContain('#v1.');

  const context = await browser.newContext();
  const other = new PlaygroundPage(await context.newPage());
  await other.page.goto(link);
  await other.settled();
  expect(await other.text()).toBe(shop);
  await expect(other.page.getByText('view only')).toBeVisible();
  await expect(other.page.getByRole('switch', { name: 'Ambient mode of namespace shop' })).toBeDisabled();
  await other.button('Fork to edit').click();
  await other.page.getByRole('switch', { name: 'Ambient mode of namespace shop' }).click();
  await other.settled();
  expect(await other.text()).not.toBe(shop);
  expect(await other.page.evaluate(() => location.hash)).toBe('');
  await context.close();
});

function linkOf(json: string): string {
  return `v1.${deflateRawSync(json).toString('base64url')}`;
}

const whole = linkOf(JSON.stringify({ v: 1, yaml: shop }));

const bombs = linkOf(JSON.stringify({ v: 1, yaml: ' '.repeat(30_000_000) }));

for (const [name, hash] of [
  ['truncated', whole.slice(0, Math.floor(whole.length / 2))],
  ['not base64url', 'v1.%%%%'],
  ['of a later version', whole.replace('v1.', 'v9.')],
  ['without its text', linkOf('{"v":1,"yaml":{"__proto__":{"polluted":true}}}')],
  ['that unpacks to thirty megabytes', bombs],
] as const) {
  test(`a link ${name} says so, and the work on screen stays`, async ({ page }) => {
    const playground = new PlaygroundPage(page);
    await playground.open();
    await playground.paste(shop);
    await expect(page.getByText('saved in this browser')).toBeVisible();
    await page.evaluate((fragment) => {
      location.hash = fragment;
    }, hash);
    await expect(playground.messages).not.toBeEmpty();
    expect(await playground.text()).toBe(shop);
    expect(await page.evaluate(() => 'polluted' in {})).toBe(false);
  });
}
