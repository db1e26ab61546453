import { PlaygroundPage } from './pages/playgroundPage.ts';
import { shop } from './scenarios.fixture.ts';
import { expect, test } from './test.ts';

test('a request is written with suggestions, by keyboard alone', async ({ page }) => {
  const playground = new PlaygroundPage(page);
  await playground.open();
  await playground.paste(shop);
  const caller = page.getByRole('combobox', { name: 'Caller' });
  await caller.focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('cur');
  await expect(page.getByRole('option').first()).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(caller).toHaveValue(/^clients\/curl/);
  const url = page.getByRole('combobox', { name: 'Destination URL' });
  await url.focus();
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('pay');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(url).toHaveValue(/^http:\/\/pay\.shop/);
  await page.keyboard.press('Enter');
  await expect(playground.verdict).toContainText('200');
});

const scenario = `${shop}---
apiVersion: ambient.playground/v1alpha1
kind: Scenario
metadata:
  name: shop
spec:
  requests:
    - name: paying works
      from: clients/curl
      to: http://pay.shop/
      expect: { status: 200 }
    - name: paying is refused
      from: clients/curl
      to: http://pay.shop/
      expect: { status: 403 }
`;

test('saved requests are run together, and those that differ from what was expected say in what', async ({ page }) => {
  const playground = new PlaygroundPage(page);
  await playground.open();
  await playground.paste(scenario);
  await page.getByRole('tab', { name: /Requests/ }).click();
  await playground.button('Run all').click();
  const panel = page.getByRole('tabpanel', { name: /Requests/ });
  await expect(panel).toContainText('1 of 2 as expected');
  await expect(panel).toContainText('status: expected 403, got 200');
});

test('a request is saved under a name and chosen again', async ({ page }) => {
  const playground = new PlaygroundPage(page);
  await playground.open();
  await playground.paste(shop);
  await playground.compose('clients/curl', 'http://pay.shop/again');
  await playground.button('Requests of the scenario').click();
  await page.getByRole('textbox', { name: 'Name of the request' }).fill('once more');
  await page.keyboard.press('Enter');
  await playground.settled();
  expect(await playground.text()).toMatch(/requests:\n\s+- name: once more/);
  await playground.compose('clients/curl', 'http://pay.shop/other');
  await playground.button('Requests of the scenario').click();
  await page.getByRole('button', { name: /^once more/ }).click();
  await expect(page.getByRole('combobox', { name: 'Destination URL' })).toHaveValue('http://pay.shop/again');
});

test('an example is chosen from the menu, and its name is shown', async ({ page }) => {
  const playground = new PlaygroundPage(page);
  await playground.open('?example=canary');
  await playground.button('Examples').focus();
  await page.keyboard.press('Enter');
  const title = 'Who is calling, behind a waypoint';
  await page.getByRole('menuitemradio', { name: title }).click();
  await expect(page.getByRole('banner')).toContainText(title);
  await playground.settled();
  await playground.send();
});

test('the YAML is copied whole', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const playground = new PlaygroundPage(page);
  await playground.open();
  await playground.paste(shop);
  await playground.button('Export').click();
  await page.getByRole('menuitem', { name: 'Copy all YAML' }).click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(shop);
});

test('manifests pasted anywhere on the page are taken in', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const playground = new PlaygroundPage(page);
  await playground.open('?example=canary');
  await page.evaluate((text) => navigator.clipboard.writeText(text), shop);
  await page.getByRole('region', { name: 'Mesh canvas' }).focus();
  await page.keyboard.press('ControlOrMeta+v');
  await expect(playground.node('Service/shop/pay')).toBeVisible();
  await playground.settled();
  expect(await playground.text()).toBe(shop);
});

test('a paste into the box for it arrives whole', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const playground = new PlaygroundPage(page);
  await playground.open('?example=canary');
  await page.evaluate((text) => navigator.clipboard.writeText(text), shop);
  await playground.button('Import').click();
  await page.getByRole('menuitem', { name: 'Paste YAML…' }).click();
  const box = page.getByRole('dialog').getByRole('textbox');
  await expect(box).toBeFocused();
  await page.keyboard.press('ControlOrMeta+v');
  await expect(box).toHaveValue(shop);
});
