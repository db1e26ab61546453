import { brotliCompressSync } from 'node:zlib';
import { expect, openSettled, test } from './test.ts';

/** Limits in bytes of brotli, for JavaScript that is loaded before the page has settled. */
const mainThreadLimit = 130_000;
const workerLimit = 120_000;

test('the first load stays small, and the editor is not part of it', async ({ page, context }) => {
  const scripts: { readonly url: string; readonly startedAt: number; readonly size: Promise<number> }[] = [];
  context.on('requestfinished', (request) => {
    const url = request.url();
    if (!new URL(url).pathname.endsWith('.js')) return;
    const body = request.response().then((response) => response?.body());
    const size = body.then((bytes) => brotliCompressSync(bytes ?? Buffer.alloc(0)).length);
    scripts.push({ url, startedAt: request.timing().startTime, size });
  });
  await page.addInitScript(() => {
    new MutationObserver((_, observer) => {
      if (document.body.dataset['settled'] !== 'true') return;
      observer.disconnect();
      performance.mark('settled');
    }).observe(document, { subtree: true, attributeFilter: ['data-settled'] });
  });
  await openSettled(page);
  // What is fetched in the leisure after the first picture does not count, however slow the machine is.
  const { settledAt, ofPage } = await page.evaluate(() => {
    const settled = performance.getEntriesByName('settled')[0]?.startTime ?? 0;
    const resources = performance.getEntriesByType('resource');
    return {
      settledAt: performance.timeOrigin + settled,
      // What a worker fetches by itself is not among the page's resources.
      ofPage: resources.map(({ name }) => name),
    };
  });
  const workers = page.workers().map((worker) => worker.url());
  const before = scripts.filter(({ startedAt }) => startedAt < settledAt);
  const isMain = (url: string): boolean => ofPage.includes(url) && !workers.includes(url);
  const total = async (main: boolean): Promise<number> => {
    const sizes = await Promise.all(before.filter(({ url }) => isMain(url) === main).map(({ size }) => size));
    return sizes.reduce((sum, size) => sum + size, 0);
  };
  console.log(`main thread ${String(await total(true))} B, workers ${String(await total(false))} B before settling`);
  expect(before.filter(({ url }) => isMain(url)).length).toBeGreaterThan(0);
  expect(before.filter(({ url }) => !isMain(url)).length).toBeGreaterThan(0);
  expect(before.filter(({ url }) => /monaco|editor\.worker/i.test(url))).toEqual([]);
  expect(await total(true)).toBeLessThanOrEqual(mainThreadLimit);
  expect(await total(false)).toBeLessThanOrEqual(workerLimit);
});
