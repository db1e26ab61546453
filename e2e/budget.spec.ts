import { brotliCompressSync } from 'node:zlib';
import { expect, openSettled, test } from './test.ts';

/** Limits in bytes of brotli, for JavaScript that is loaded before the page has settled. */
const mainThreadLimit = 130_000;
const workerLimit = 120_000;

test('the first load stays small, and the editor is not part of it', async ({ page, context }) => {
  const sizes = new Map<string, number>();
  const workers = new Set<string>();
  const bodies: Promise<void>[] = [];
  page.on('worker', (worker) => workers.add(worker.url()));
  context.on('response', (response) => {
    const url = response.url();
    if (!new URL(url).pathname.endsWith('.js')) return;
    bodies.push(response.body().then((body) => void sizes.set(url, brotliCompressSync(body).length)));
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
  const before = await page.evaluate(() => {
    const settled = performance.getEntriesByName('settled')[0]?.startTime ?? 0;
    const scripts = performance.getEntriesByType('resource').filter(({ startTime }) => startTime < settled);
    return scripts.map(({ name }) => name).filter((name) => new URL(name).pathname.endsWith('.js'));
  });
  await Promise.all(bodies);
  const total = (urls: readonly string[]): number => urls.reduce((sum, url) => sum + (sizes.get(url) ?? 0), 0);
  const main = before.filter((url) => !workers.has(url));
  for (const url of main) console.log(sizes.get(url), url.split('/').pop());
  console.log(
    `main thread ${String(total(main))} B, workers ${String(total([...workers]))} B of brotli before settling`,
  );
  expect(main.length).toBeGreaterThan(0);
  expect(workers.size).toBeGreaterThan(0);
  expect(main.filter((url) => /monaco|editor\.worker/i.test(url))).toEqual([]);
  expect(total(main)).toBeLessThanOrEqual(mainThreadLimit);
  expect(total([...workers])).toBeLessThanOrEqual(workerLimit);
});
