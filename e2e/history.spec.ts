import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { PlaygroundPage } from './pages/playgroundPage.ts';
import { shop } from './scenarios.fixture.ts';
import { expect, openSettled, test } from './test.ts';

const more = `apiVersion: v1
kind: Namespace
metadata:
  name: added
`;

/** A scenario of one's own that has been two things, and is now the second. */
async function twoStates(page: Page): Promise<PlaygroundPage> {
  const playground = new PlaygroundPage(page);
  await playground.open('?animate=0');
  await playground.paste(shop);
  await expect(page.getByText('saved in this browser')).toBeVisible();
  await openHistory(page);
  await expect(states(page)).toHaveCount(1);
  await page.keyboard.press('Escape');
  await page.clock.setSystemTime(Date.now() + 45_000);
  await playground.paste(more);
  await expect(page.getByText('saved in this browser')).toBeVisible();
  return playground;
}

function states(page: Page) {
  return page.getByRole('dialog', { name: 'History' }).getByRole('listitem');
}

async function openHistory(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Examples', exact: true }).click();
  await page.getByRole('menuitem', { name: 'History…' }).click();
  await expect(page.getByRole('dialog', { name: 'History' })).toBeVisible();
}

test('an earlier state is looked at, restored, and undone', async ({ page }) => {
  const playground = await twoStates(page);
  const whole = await playground.text();
  expect(whole).toContain('added');
  await openHistory(page);
  await expect(states(page)).toHaveCount(2);
  await expect(states(page).first()).toContainText('1 object added');
  await expect(states(page).first()).toContainText('as it is on screen');

  const earlier = states(page).last();
  await earlier.getByRole('button').first().focus();
  await page.keyboard.press('Enter');
  await expect(earlier.getByRole('deletion').filter({ hasText: 'name: added' })).toBeVisible();
  const axe = await new AxeBuilder({ page }).include('dialog').analyze();
  expect(axe.violations).toEqual([]);
  await earlier.getByRole('button', { name: 'Restore this state' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await playground.settled();
  expect(await playground.text()).toBe(shop);
  await playground.button('Undo').click();
  await playground.settled();
  expect(await playground.text()).toBe(whole);
});

test('states outlive a reload, and open their scenario again over an example', async ({ page }) => {
  const playground = await twoStates(page);
  await openSettled(page, '/?animate=0&example=canary&view=history');
  await states(page).last().getByRole('button').first().click();
  await expect(states(page).last()).toContainText('Opens that scenario at this state');
  await states(page).last().getByRole('button', { name: 'Restore this state' }).click();
  await playground.settled();
  expect(await playground.text()).toBe(shop);
  expect(page.url()).not.toContain('view=');
});

test('one state is deleted, and then all', async ({ page }) => {
  await twoStates(page);
  await openHistory(page);
  await states(page).last().getByRole('button').first().click();
  await states(page).last().getByRole('button', { name: 'Delete this state' }).click();
  await expect(states(page)).toHaveCount(1);
  await page.getByRole('button', { name: 'Delete all', exact: true }).click();
  await page.getByRole('button', { name: 'Really delete all?' }).click();
  await expect(states(page)).toHaveCount(0);
  await expect(page.getByText('Nothing yet.')).toBeVisible();
});

test('whatever else lies where states are kept, the page opens', async ({ page }) => {
  const playground = new PlaygroundPage(page);
  await playground.open('?animate=0');
  await page.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('keyval-store');
        opening.onsuccess = () => {
          const transaction = opening.result.transaction('keyval', 'readwrite');
          transaction
            .objectStore('keyval')
            .put([null, 3, { id: 'a', work: 'b', text: 7 }, { __proto__: [] }], 'history');
          transaction.oncomplete = () => {
            resolve();
          };
          transaction.onerror = () => {
            reject(new Error('not kept'));
          };
        };
      }),
  );
  await openSettled(page, '/?animate=0&view=history');
  await expect(page.getByText('Nothing yet.')).toBeVisible();
});

test('on a phone the list and a difference fit', async ({ page }) => {
  await twoStates(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await openHistory(page);
  await states(page).last().getByRole('button').first().click();
  await expect(states(page).last().getByRole('deletion').first()).toBeVisible();
  const dialog = page.getByRole('dialog', { name: 'History' });
  expect(await dialog.evaluate((element) => element.scrollWidth - element.clientWidth)).toBeLessThanOrEqual(0);
});
