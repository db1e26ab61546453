import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { expect, openSettled, test } from './test.ts';

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const slugs = readdirSync(join(import.meta.dirname, '../src/content/lessons'))
  .filter((file) => file.endsWith('.yaml'))
  .map((file) => file.slice(3, -'.yaml'.length));
const hook = 'the-guard-that-waves';

/** Presses Tab until the focus is on something of that name. */
async function tabTo(page: Page, name: RegExp | string): Promise<void> {
  for (let presses = 0; presses < 90; presses += 1) {
    const words = await page.evaluate(() => {
      const element = document.activeElement;
      const label = element instanceof HTMLInputElement ? element.labels?.[0]?.textContent : element?.textContent;
      return element?.getAttribute('aria-label') ?? label ?? '';
    });
    if (element(words, name)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not reach ${String(name)}`);
}

function element(words: string, name: RegExp | string): boolean {
  return typeof name === 'string' ? words.trim().startsWith(name) : name.test(words);
}

test('a whole lesson is played by keyboard alone', async ({ page }) => {
  await openSettled(page, '/?animate=0');
  await page.keyboard.press('l');
  await expect(page.getByRole('dialog', { name: 'Learn' })).toBeVisible();
  await tabTo(page, 'The guard that waves');
  await page.keyboard.press('Enter');
  const lesson = page.getByRole('tabpanel', { name: 'Lesson' });
  await expect(lesson.getByRole('group', { name: /What happens to the DELETE/ })).toBeVisible();

  // Space does not go past an open question, and says so.
  await page.keyboard.press('Escape');
  await page.evaluate(() => {
    (document.activeElement as HTMLElement | null)?.blur();
  });
  await page.keyboard.press('Space');
  await expect(lesson.getByRole('alert')).toContainText('Answer first');

  await tabTo(page, 'It is refused');
  await page.keyboard.press('ArrowDown');
  await tabTo(page, 'That is my answer');
  await page.keyboard.press('Enter');
  await expect(lesson.getByText('Right.')).toBeFocused();

  // From here on one key does it all: hop by hop on the path, then the next page.
  await expect(async () => {
    await page.keyboard.press('Space');
    await expect(lesson.getByRole('heading', { name: 'Make the rule bite' })).toBeVisible({ timeout: 400 });
  }).toPass({ timeout: 20_000 });
  await expect(lesson.getByText('met · must keep working')).toBeVisible();

  await tabTo(page, 'Solve');
  await page.keyboard.press('Enter');
  await expect(lesson.getByRole('insertion').filter({ hasText: 'targetRefs' })).toBeVisible();
  await tabTo(page, 'Put it in place');
  await page.keyboard.press('Enter');
  await expect(lesson.getByText('All goals are met.')).toBeVisible();
  await tabTo(page, 'Next task');
  await page.keyboard.press('Enter');
  await expect(lesson.getByRole('heading', { name: 'From nothing' })).toBeVisible();
  await tabTo(page, 'Skip this task');
  await page.keyboard.press('Enter');
  await expect(lesson.getByRole('heading', { name: 'Result' })).toBeFocused();
  await expect(lesson.getByText('1 of 1 prediction right at first try')).toBeVisible();
});

test('a whole lesson is played by roles and names only', async ({ page }) => {
  await openSettled(page, '/?animate=0');
  await page.getByRole('button', { name: 'Learn', exact: true }).click();
  await page.getByRole('dialog', { name: 'Learn' }).getByRole('button', { name: 'The guard that waves' }).click();
  const lesson = page.getByRole('tabpanel', { name: 'Lesson' });
  await expect(lesson.getByRole('heading', { level: 2 })).toHaveText('The guard that waves everyone through');
  const question = lesson.getByRole('group', { name: /What happens to the DELETE/ });
  await question.getByRole('radio', { name: /refused/ }).check();
  await lesson.getByRole('button', { name: 'That is my answer' }).click();
  await expect(lesson.getByRole('status').filter({ hasText: 'Not quite.' })).toContainText('Ask who reads HTTP');
  const go = lesson.getByRole('button', { name: /^Continue/ });
  const current = lesson.getByRole('navigation', { name: 'Steps of this lesson' }).locator('[aria-current="step"]');
  for (const step of [2, 3, 4, 5]) {
    await go.click();
    await expect(current).toHaveAccessibleName(`Go to step ${String(step)}`);
  }
  await expect(lesson).toContainText('Refused: 403');
  await lesson.getByRole('button', { name: /^To the task/ }).click();
  const goals = lesson.getByRole('region', { name: 'Goals' }).getByRole('listitem');
  await expect(goals).toHaveText([/not yet/, /met · must keep working/]);

  // A goal that held and is broken says so. The edit is made in the canvas, the tick comes by itself.
  await lesson.getByRole('button', { name: 'Give me a hint' }).click();
  await expect(goals.first().getByRole('group')).toContainText('targetRefs');
  await page.getByRole('switch', { name: 'Ambient mode of namespace shop' }).click();
  await expect(goals.last()).toContainText('met');
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await lesson.getByRole('button', { name: 'Solve' }).click();
  await lesson.getByRole('button', { name: 'Put it in place' }).click();
  await expect(lesson.getByRole('status').filter({ hasText: 'All goals are met.' })).toBeVisible();
});

test('every beat and task has an address, and progress and text survive a reload', async ({ page }) => {
  await openSettled(page, `/?lesson=${hook}&beat=refused&animate=0`);
  const lesson = page.getByRole('tabpanel', { name: 'Lesson' });
  await expect(lesson).toContainText('Same rule, another reader.');
  await page.keyboard.press('Shift+Space');
  await expect(page).toHaveURL(/beat=a-guard-that-reads/);
  await openSettled(page, `/?lesson=${hook}&task=gap&animate=0`);
  await lesson.getByRole('button', { name: 'Solve' }).click();
  await lesson.getByRole('button', { name: 'Put it in place' }).click();
  await expect(lesson.getByText('All goals are met.')).toBeVisible();
  await page.waitForTimeout(600);
  await page.reload();
  await expect(lesson.getByText('All goals are met.')).toBeVisible();
  await lesson.getByRole('button', { name: 'Start over' }).click();
  await expect(lesson.getByText('not yet')).toBeVisible();
});

test('leaving a lesson brings back what was there, and keeping it makes it one’s own', async ({ page }) => {
  await openSettled(page, '/?example=canary&animate=0');
  await page.getByRole('button', { name: 'Learn', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'The guard that waves' }).click();
  await expect(page.getByText('lesson', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Leave the lesson' }).click();
  await expect(page.getByRole('banner')).toContainText('Canary through a waypoint');
  await expect(page).not.toHaveURL(/lesson=/);
  await openSettled(page, `/?lesson=${hook}&animate=0`);
  await page.getByRole('button', { name: 'More about this lesson' }).click();
  await page.getByRole('menuitem', { name: 'Keep this scenario as mine' }).click();
  await expect(page.getByText('saved in this browser')).toBeVisible();
});

function lessonPanel(page: Page): Locator {
  return page.getByRole('tabpanel', { name: /^(Lesson|课程)$/ });
}

/** What of the lesson panel is wider than its box. */
function overflowing(page: Page): Promise<readonly string[]> {
  return lessonPanel(page).evaluate((panel) => {
    const edge = panel.getBoundingClientRect().right + 1;
    return [panel, ...panel.querySelectorAll('*')]
      .filter(
        (each) =>
          (each.clientWidth > 0 && each.scrollWidth > each.clientWidth + 1) ||
          each.getBoundingClientRect().right > edge,
      )
      .map((each) => `${each.tagName} ${each.textContent.slice(0, 60)}`);
  });
}

const words = {
  en: { look: 'Show me', on: /^(Continue|To the task|Next task|Skip this task|To the result)/ },
  zh: { look: '直接看结果', on: /^(继续|去做任务|下一个任务|跳过这个任务|查看结果)/ },
} as const;

for (const lang of ['en', 'zh'] as const) {
  for (const width of [390, 1440]) {
    for (const slug of slugs) {
      test(`nothing overflows and axe finds nothing: ${slug}, ${lang}, ${String(width)}`, async ({ page }) => {
        test.setTimeout(120_000);
        await page.setViewportSize({ width, height: width === 390 ? 844 : 900 });
        await page.goto(`/?lesson=${slug}&animate=0&lang=${lang}`);
        const article = lessonPanel(page).getByRole('article');
        const steps = article.getByRole('navigation').getByRole('button');
        await expect(steps.first()).toBeVisible();
        const count = await steps.count();
        for (let place = 0; place < count; place += 1) {
          await expect(steps.nth(place)).toHaveAttribute('aria-current', 'step');
          await expect(article).toHaveAttribute('aria-busy', 'false');
          expect(await overflowing(page), `place ${String(place + 1)}`).toEqual([]);
          const isTask = page.url().includes('task=');
          if (place === 0 || isTask) {
            const { violations } = await new AxeBuilder({ page }).include('article').withTags(tags).analyze();
            expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html).slice(0, 3)])).toEqual([]);
          }
          if (place === count - 1) break;
          const look = article.getByRole('button', { name: words[lang].look });
          if ((await look.count()) > 0) {
            await look.click();
            await expect(look).toHaveCount(0);
            expect(await overflowing(page), `answer at place ${String(place + 1)}`).toEqual([]);
          }
          await article.getByRole('button', { name: words[lang].on }).last().click();
        }
      });
    }
  }
}
