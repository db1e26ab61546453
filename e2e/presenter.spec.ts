import AxeBuilder from '@axe-core/playwright';
import { expect, openSettled, settled, test } from './test.ts';

const hook = '/?animate=0&lang=en&lesson=the-guard-that-waves';

test('a lesson is presented with a clicker: the question, the answer, the next beat', async ({ page }) => {
  await openSettled(page, `${hook}&present=1`);
  const telling = page.getByRole('region', { name: 'What is told' });
  await expect(page.getByRole('heading', { level: 1 })).toContainText('The guard that waves');
  await expect(telling.getByRole('heading', { name: 'What happens to the DELETE?' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Send', exact: true })).toHaveCount(0);
  await expect(page.getByRole('region', { name: 'Source' })).toHaveCount(0);

  await page.keyboard.press('PageDown');
  await expect(telling.getByRole('img', { name: 'holds', exact: true })).toBeVisible();
  await expect(page.getByRole('progressbar')).toHaveAttribute('aria-valuetext', /^1 of/);
  await page.keyboard.press('PageDown');
  await expect(page.getByRole('progressbar')).toHaveAttribute('aria-valuetext', /^2 of/);
  await page.keyboard.press('ArrowLeft');
  await expect(page.getByRole('progressbar')).toHaveAttribute('aria-valuetext', /^1 of/);
});

test('notes are the presenter’s, the manifests come when they are wanted, Escape leaves', async ({ page }) => {
  await openSettled(page, hook);
  await page.keyboard.press('f');
  const notes = page.getByRole('complementary', { name: 'Notes for you' });
  await expect(page.getByRole('region', { name: 'What is told' })).toBeVisible();
  expect(page.url()).toContain('present=1');
  await expect(notes).toHaveCount(0);
  await page.keyboard.press('n');
  await expect(notes).toBeVisible();
  await page.keyboard.press('s');
  await expect(page.getByRole('region', { name: 'Source' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('tabpanel', { name: 'Lesson' })).toBeVisible();
  expect(page.url()).not.toContain('present=');
});

test('a trace is presented hop by hop, to its verdict and back', async ({ page }) => {
  await openSettled(page, '/?animate=0&lang=en&example=strict-mtls&present=1');
  const telling = page.getByRole('region', { name: 'What is told' });
  const steps = page.getByRole('list', { name: 'Steps of the path' }).getByRole('listitem');
  await page.keyboard.press('PageDown');
  await expect(steps.first()).toHaveAttribute('aria-current', 'step');
  const count = await steps.count();
  for (let step = 1; step <= count; step += 1) await page.keyboard.press('PageDown');
  await expect(telling.getByText('Verdict')).toBeVisible();
  await page.keyboard.press('PageUp');
  await expect(steps.last()).toHaveAttribute('aria-current', 'step');
});

for (const theme of ['light', 'dark']) {
  test(`nothing of it is out of reach or overflows, ${theme}`, async ({ page }) => {
    await page.setViewportSize({ width: 1280, height: 720 });
    await openSettled(page, `${hook}&present=1&theme=${theme}`);
    await page.keyboard.press('PageDown');
    await settled(page);
    const axe = await new AxeBuilder({ page }).exclude('.react-flow').analyze();
    expect(axe.violations).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(1280);
  });
}
