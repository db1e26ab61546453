import { expect, test } from '@playwright/test';
import { PlaygroundPage } from './pages/playgroundPage.ts';
import { shop } from './scenarios.fixture.ts';

test.use({ serviceWorkers: 'allow' });

test('after one visit the page works without a network, editor and lessons included', async ({ page, context }) => {
  const playground = new PlaygroundPage(page);
  await playground.open();
  await playground.paste(shop);
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
  // The worker is ready once everything is in its store; from the next load on the page is served from there.
  await context.setOffline(true);
  await page.reload();
  await playground.settled();
  await playground.send();
  await expect(playground.verdict).toBeVisible();
  await playground.button('Edit').click();
  await expect(page.locator('.monaco-editor').first()).toBeVisible({ timeout: 20_000 });
  await page.goto('/?lesson=the-guard-that-waves&animate=0');
  await playground.settled();
  await expect(page.getByRole('tab', { name: 'Lesson' })).toBeVisible();

  // Nothing of the reader's is among what is kept for offline use: only files of the page.
  const kept = await page.evaluate(async () => {
    const names = await caches.keys();
    const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return requests.flat().map(({ url }) => new URL(url).pathname);
  });
  expect(kept.length).toBeGreaterThan(20);
  expect(kept.filter((path) => !/\.(js|css|html|svg|png|woff2|ttf|webmanifest)$/.test(path))).toEqual([]);
});

test('the page can be installed', async ({ page, request }) => {
  await page.goto('/');
  const href = await page.locator('link[rel="manifest"]').getAttribute('href');
  const manifest = (await (await request.get(href ?? '')).json()) as {
    name: string;
    icons: { src: string; sizes: string }[];
  };
  expect(manifest.name).toBe('Ambient Playground');
  expect(manifest.icons.map(({ sizes }) => sizes)).toEqual(expect.arrayContaining(['192x192', '512x512']));
  for (const { src } of manifest.icons) expect((await request.get(src)).ok()).toBe(true);
});
