import { PlaygroundPage } from './pages/playgroundPage.ts';
import { shop } from './scenarios.fixture.ts';
import { expect, test } from './test.ts';

async function drawn(playground: PlaygroundPage): Promise<void> {
  await playground.open('?example=canary');
  await playground.button('Examples').click();
  await playground.page.getByRole('menuitem', { name: 'New blank scenario' }).click();
  await playground.settled();
}

test('a mesh is drawn from nothing with the mouse', async ({ page }) => {
  const playground = new PlaygroundPage(page);
  await drawn(playground);
  const canvas = page.getByRole('region', { name: 'Mesh canvas' });
  const tools = page.getByRole('toolbar', { name: 'Canvas tools' });
  await tools.getByRole('button', { name: 'Namespace' }).click();
  await canvas.click({ position: { x: 200, y: 250 } });
  await playground.settled();
  const namespace = page.locator('[data-testid^="node-Namespace//"]').first();
  await expect(namespace).toBeVisible();
  await tools.getByRole('button', { name: 'Workload' }).click();
  await namespace.click({ position: { x: 60, y: 60 } });
  await playground.settled();
  await expect(page.locator('[data-testid^="node-Pod/"]').first()).toBeVisible();
  expect(await playground.text()).toMatch(/kind: Namespace[\s\S]*kind: (Deployment|Pod)/);
});

test('a node is renamed, duplicated and deleted by keyboard, and each step is undone', async ({ page }) => {
  const playground = new PlaygroundPage(page);
  await playground.open();
  await playground.paste(shop);
  const service = playground.node('Service/shop/pay');
  await service.focus();
  await page.keyboard.press('F2');
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('checkout');
  await page.keyboard.press('Enter');
  await expect(playground.node('Service/shop/checkout')).toBeVisible();
  await playground.settled();
  await playground.node('Service/shop/checkout').focus();
  await page.keyboard.press('Delete');
  await expect(playground.node('Service/shop/checkout')).toHaveCount(0);
  await playground.settled();
  await playground.button('Undo').click();
  await playground.button('Undo').click();
  await expect(service).toBeVisible();
  expect(await playground.text()).toBe(shop);
});

test('an object is found by its name from the keyboard', async ({ page }) => {
  const playground = new PlaygroundPage(page);
  await playground.open('?example=canary');
  await page.keyboard.press('ControlOrMeta+k');
  await page.keyboard.type('echo-v2');
  await page.keyboard.press('Enter');
  await expect(page.locator('.react-flow__node.selected')).toHaveCount(1);
});

test('the context menu sets a waypoint, and the YAML has the label', async ({ page }) => {
  const playground = new PlaygroundPage(page);
  await playground.open();
  await playground.paste(shop);
  await playground.node('Service/shop/pay').click({ button: 'right' });
  await page
    .getByRole('menuitemradio', { name: /waypoint/ })
    .first()
    .click();
  await playground.settled();
  expect(await playground.text()).toContain('istio.io/use-waypoint: waypoint');
});

test('a pod dragged into another namespace moves there in the YAML', async ({ page }) => {
  const playground = new PlaygroundPage(page);
  await playground.open('?example=canary');
  await playground.button('Keyboard').focus();
  const pod = playground.node('Pod/legacy/cron');
  const target = playground.node('Namespace//client-apps');
  const [from, to] = [await pod.boundingBox(), await target.boundingBox()];
  if (from === null || to === null) throw new Error('not on the canvas');
  await page.mouse.move(from.x + 40, from.y + 30);
  await page.mouse.down();
  await page.mouse.move(to.x + to.width / 2, to.y + to.height / 2, { steps: 12 });
  await page.mouse.up();
  await expect(playground.node('Pod/client-apps/cron')).toBeVisible();
  await playground.settled();
  await playground.button('Undo').click();
  await expect(pod).toBeVisible();
  await expect(playground.button('Undo')).toBeDisabled();
});

test('keyboard: the request is stepped through hop by hop', async ({ page }) => {
  const playground = new PlaygroundPage(page);
  await playground.open('?example=canary&step=0&animate=0');
  const now = page.locator('[aria-current="step"]');
  await page
    .getByRole('region', { name: 'Mesh canvas' })
    .focus()
    .catch(() => undefined);
  await page.keyboard.press('Space');
  await expect(now.first()).toContainText('ztunnel');
  await page.keyboard.press('Space');
  await expect(now.first()).toContainText('waypoint');
  await page.keyboard.press('Shift+Space');
  await expect(now.first()).toContainText('ztunnel');
  await page.keyboard.press('.');
  await expect(playground.verdict).toContainText('200');
});
