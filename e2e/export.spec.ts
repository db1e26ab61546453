import { readFileSync } from 'node:fs';
import { PlaygroundPage } from './pages/playgroundPage.ts';
import { expect, test } from './test.ts';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

test('picture, trace and code for embedding leave the page', async ({ page }) => {
  const playground = new PlaygroundPage(page);
  await playground.open('?example=canary&request=orders&animate=0&lang=en');
  const choose = async (name: string): Promise<void> => {
    await playground.button('Export').click();
    await page.getByRole('menuitem', { name }).click();
  };
  const saved = async (name: string): Promise<{ readonly file: string; readonly content: Buffer }> => {
    const download = page.waitForEvent('download');
    await choose(name);
    const file = await download;
    return { file: file.suggestedFilename(), content: readFileSync(await file.path()) };
  };

  const svg = await saved('Picture as SVG');
  expect(svg.file).toBe('canary.svg');
  expect(svg.content.toString()).toContain('echo-v1 answered');
  expect((await saved('Picture as SVG')).content.equals(svg.content)).toBe(true);

  const png = await saved('Picture as PNG');
  expect(png.file).toBe('canary.png');
  expect(png.content.subarray(1, 4).toString()).toBe('PNG');
  expect(png.content.readUInt32BE(16)).toBeGreaterThan(1200);

  expect((await saved('Download as YAML')).content.toString()).toContain('kind: HTTPRoute');

  await choose('Copy trace as Markdown');
  await expect(playground.messages).toContainText('Trace copied');
  const markdown = await page.evaluate(() => navigator.clipboard.readText());
  expect(markdown).toContain('sequenceDiagram');
  expect(markdown).toMatch(/\[Open in Ambient Playground\]\(http:\/\/127\.0\.0\.1:\d+\/#v1\./);

  await choose('Copy code for embedding');
  await expect(playground.messages).toContainText('embedding copied');
  const code = await page.evaluate(() => navigator.clipboard.readText());
  expect(code).toMatch(/^<iframe src="http:\/\/127\.0\.0\.1:\d+\/\?embed=1&amp;lang=en&amp;request=orders#v1\./);
});
