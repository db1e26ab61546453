import { brotliCompressSync } from 'node:zlib';
import { expect, openSettled, test } from './test.ts';

/** Limits in bytes of brotli, for JavaScript that is loaded before the page has settled. */
const mainThreadLimit = 130_000;
const workerLimit = 120_000;

test('the first load stays small, and the editor is not part of it', async ({ page, context }) => {
  const scripts = new Map<string, { readonly size: number; readonly worker: boolean }>();
  const workerUrls = new Set<string>();
  page.on('worker', (worker) => workerUrls.add(worker.url()));
  const bodies: Promise<void>[] = [];
  context.on('response', (response) => {
    const url = response.url();
    if (!new URL(url).pathname.endsWith('.js')) return;
    bodies.push(
      response.body().then((body) => {
        const fromPage = response.request().resourceType() === 'script';
        scripts.set(url, { size: brotliCompressSync(body).length, worker: workerUrls.has(url) || !fromPage });
      }),
    );
  });
  await openSettled(page);
  await Promise.all(bodies);
  const rows = [...scripts].map(([url, script]) => ({ url, ...script, worker: script.worker || workerUrls.has(url) }));
  const total = (worker: boolean): number =>
    rows.filter((row) => row.worker === worker).reduce((sum, row) => sum + row.size, 0);
  console.log(`main thread ${String(total(false))} B, workers ${String(total(true))} B of brotli before settling`);
  expect(rows.length).toBeGreaterThan(0);
  expect(workerUrls.size).toBeGreaterThan(0);
  expect(total(false)).toBeLessThanOrEqual(mainThreadLimit);
  expect(total(true)).toBeLessThanOrEqual(workerLimit);
  expect(rows.map(({ url }) => url).filter((url) => /monaco|editor\.worker/i.test(url))).toEqual([]);
});
