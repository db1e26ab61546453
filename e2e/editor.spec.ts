import { PlaygroundPage } from './pages/playgroundPage.ts';
import { shop } from './scenarios.fixture.ts';
import { expect, test } from './test.ts';

test('typing in the editor changes the mesh, marks mistakes, and shares one history with the canvas', async ({
  page,
}) => {
  const playground = new PlaygroundPage(page);
  const problems = page.getByRole('tab', { name: /Problems/ });
  await playground.open();
  await playground.paste(shop);
  await playground.button('Edit').click();
  const lines = page.locator('.monaco-editor .view-lines');
  await expect(lines).toBeVisible();
  await page.keyboard.press('ControlOrMeta+End');
  // At one go: typed key by key, the editor would indent the last line by itself, and there would be no mistake.
  await page.keyboard.insertText('---\napiVersion: v1\nkind: Namespace\nmetadata:\nname: typed');
  await expect(problems).toContainText(/\d/);
  await page.keyboard.press('Home');
  await page.keyboard.type('  ');
  await expect(playground.node('Namespace//typed')).toBeVisible();
  await expect(problems).not.toContainText(/\d/);
  await page.getByRole('switch', { name: 'Ambient mode of namespace typed' }).click();
  await expect(lines).toContainText('dataplane-mode');
  await playground.button('Undo').click();
  await expect(page.getByRole('switch', { name: 'Ambient mode of namespace typed' })).not.toBeChecked();
});

test('a field behind the trace leads to its hop, and a hop to its fields', async ({ page }) => {
  const playground = new PlaygroundPage(page);
  await playground.open('?example=canary&step=0&animate=0');
  await page
    .getByRole('button', { name: /Show HTTPRoute\/echo › spec.rules\[0\].backendRefs/ })
    .first()
    .click();
  await expect(playground.source).toContainText('backendRefs');
});
