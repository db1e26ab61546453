import type { Locator } from '@playwright/test';
import { PlaygroundPage } from './pages/playgroundPage.ts';
import { brokenBetween } from './scenarios.fixture.ts';
import { expect, test } from './test.ts';

async function problems(playground: PlaygroundPage): Promise<Locator> {
  await playground.source.getByRole('tab', { name: /Problems/ }).click();
  return playground.source.getByRole('tabpanel');
}

test('a broken document among good ones hides none of them', async ({ page }) => {
  const playground = new PlaygroundPage(page);
  await playground.open();
  await playground.paste(brokenBetween);
  await expect(playground.node('Namespace//before')).toBeVisible();
  await expect(playground.node('Namespace//after')).toBeVisible();
  await expect(await problems(playground)).toContainText(/\b8:\d+|\b9:\d+/);
  expect(await playground.text()).toBe(brokenBetween);
});

const alias = Array.from(
  { length: 30 },
  (_, i) => `a${String(i + 1)}: &a${String(i + 1)} [*a${String(i)}, *a${String(i)}]`,
);

for (const [name, yaml] of [
  [
    'a wrong type',
    'apiVersion: v1\nkind: Service\nmetadata: {name: s, namespace: n}\nspec: {ports: [{port: eighty}]}\n',
  ],
  [
    'an unknown field',
    'apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: {name: r, namespace: n}\nspec: {rulez: []}\n',
  ],
  ['duplicate keys', 'apiVersion: v1\nkind: Namespace\nmetadata: {name: a}\nmetadata: {name: b}\n'],
  ['an alias bomb', `a0: &a0 [x, x]\n${alias.join('\n')}\n`],
  ['a prototype key', 'apiVersion: v1\nkind: Namespace\nmetadata: {name: a, __proto__: {x: 1}}\n'],
] as const) {
  test(`${name} gets a message with its place, and nothing is lost`, async ({ page }) => {
    const playground = new PlaygroundPage(page);
    await playground.open();
    await playground.paste(yaml);
    await expect(await problems(playground)).toContainText(/\d+:\d+/);
    expect(await playground.text()).toBe(yaml);
  });
}

test('twenty megabytes are refused with a message, and the work on screen stays', async ({ page }) => {
  const playground = new PlaygroundPage(page);
  await playground.open('?example=canary');
  const before = await playground.text();
  await playground.button('Import').click();
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('menuitem', { name: /file/ }).click();
  const buffer = Buffer.from('a: b # filler\n'.repeat(1_500_000));
  await (await chooser).setFiles({ name: 'large.yaml', mimeType: 'application/yaml', buffer });
  await expect(playground.messages).not.toBeEmpty();
  expect(await playground.text()).toBe(before);
});
