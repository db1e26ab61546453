import { PlaygroundPage } from './pages/playgroundPage.ts';
import { expect, test } from './test.ts';

const now = '[aria-current="step"]';

test.describe('with movement', () => {
  test.use({ contextOptions: { reducedMotion: 'no-preference' } });

  test('the request travels, pauses where it is told to, and is dragged along the hops', async ({ page }) => {
    const playground = new PlaygroundPage(page);
    await playground.open('?example=canary&step=0');
    const token = page.locator('.react-flow [data-tone][class*="token"]');
    const place = (): Promise<string> => token.evaluate((element) => getComputedStyle(element).transform);
    await playground.button('Play').click();
    const before = await place();
    await expect.poll(place).not.toBe(before);
    await playground.button('Pause').click();
    await playground.settled();
    const resting = await place();
    await page.waitForTimeout(300);
    expect(await place()).toBe(resting);

    const bars = page.locator('[data-bar]');
    const last = await bars.last().boundingBox();
    const first = await bars.first().boundingBox();
    if (last === null || first === null) throw new Error('no timeline');
    await page.mouse.move(first.x + 4, first.y + first.height / 2);
    await page.mouse.down();
    await page.mouse.move(last.x + last.width / 2, last.y + last.height / 2, { steps: 10 });
    await page.mouse.up();
    await expect(page.getByRole('list', { name: 'Hops of the request' }).locator(now)).toHaveCount(1);
    await expect(bars.last().locator('xpath=..')).toHaveAttribute('aria-current', 'step');
  });

  test('faster is faster, and the film ends at the verdict', async ({ page }) => {
    const playground = new PlaygroundPage(page);
    await playground.open('?example=canary&step=0');
    await playground.button('Speed: 1 times').click();
    await playground.button('Speed: 2 times').click();
    await expect(playground.button('Speed: 4 times')).toBeVisible();
    await playground.button('Play').click();
    await expect(playground.button('To the end')).toBeDisabled({ timeout: 20_000 });
    await expect(playground.verdict).toContainText('200');
  });
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('a request is read hop by hop', async ({ page }) => {
    const playground = new PlaygroundPage(page);
    await playground.open('?example=canary&step=0&animate=0');
    await expect(playground.steps.first()).toBeVisible();
    await expect(page.getByRole('region', { name: 'Mesh canvas' })).toBeVisible();
    await expect(playground.trace.locator(now)).toContainText('curl');
    await playground.button('One hop on').tap();
    await expect(playground.trace.locator(now)).toContainText('ztunnel');
    await playground.button('One hop on').tap();
    await expect(playground.trace.locator(now)).toContainText('waypoint');
    await playground.button('To the end').tap();
    await expect(playground.verdict).toContainText('200');
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
  });
});
