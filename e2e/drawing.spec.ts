import { PlaygroundPage } from './pages/playgroundPage.ts';
import { shop } from './scenarios.fixture.ts';
import { expect, test } from './test.ts';

const nodes = '.react-flow__node';
const selected = '.react-flow__node.selected';

async function blank(playground: PlaygroundPage): Promise<void> {
  await playground.open('?example=canary');
  await playground.button('Examples').click();
  await playground.page.getByRole('menuitem', { name: 'New blank scenario' }).click();
  await playground.settled();
}

test('a mesh is drawn from nothing by keyboard alone', async ({ page }) => {
  const playground = new PlaygroundPage(page);
  await blank(playground);
  const tools = page.getByRole('toolbar', { name: 'Canvas tools' });
  for (const tool of ['Namespace', 'Workload', 'Service', 'Waypoint']) {
    await tools.getByRole('button', { name: tool }).focus();
    await page.keyboard.press('Enter');
    await expect(page.locator(selected).first()).toBeVisible();
    await page.keyboard.press('Escape');
    await playground.settled();
  }
  await expect(playground.node('Namespace//apps')).toBeVisible();
  await expect(page.getByTestId(/^node-Pod\/apps\/app-/)).toBeVisible();
  await expect(playground.node('Service/apps/app')).toBeVisible();
  await expect(playground.node('Gateway/apps/waypoint')).toBeVisible();
});

test('a line from a service to a waypoint makes it use the waypoint', async ({ page }) => {
  const playground = new PlaygroundPage(page);
  await playground.open();
  await playground.paste(shop);
  const service = playground.node('Service/shop/pay');
  await service.hover();
  await service.locator('.react-flow__handle.source').hover();
  await page.mouse.down();
  const to = await playground.node('Gateway/shop/waypoint').locator('.react-flow__handle.target').first().boundingBox();
  if (to === null) throw new Error('not on the canvas');
  await page.mouse.move(to.x + to.width / 2, to.y + to.height / 2, { steps: 10 });
  await page.mouse.up();
  await expect(page.getByText('use-waypoint').first()).toBeVisible();
  await playground.settled();
  expect(await playground.text()).toMatch(
    /name: pay\n {2}namespace: shop\n {2}labels:\n {4}istio.io\/use-waypoint: waypoint/,
  );
});

test('several nodes are chosen together and deleted in one step', async ({ page }) => {
  const playground = new PlaygroundPage(page);
  await playground.open();
  await playground.paste(shop);
  await playground.node('Service/shop/pay').click();
  await page.keyboard.down('Shift');
  // The canvas takes notice of the key with its next frame.
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 100)));
  await playground.node('Gateway/shop/waypoint').click();
  await page.keyboard.up('Shift');
  await expect(page.locator(selected)).toHaveCount(2);
  await page.keyboard.press('Delete');
  await expect(playground.node('Service/shop/pay')).toHaveCount(0);
  await expect(playground.node('Gateway/shop/waypoint')).toHaveCount(0);
  await playground.settled();
  await playground.button('Undo').click();
  await playground.settled();
  expect(await playground.text()).toBe(shop);
});

test('a node is duplicated under a free name', async ({ page }) => {
  const playground = new PlaygroundPage(page);
  await playground.open();
  await playground.paste(shop);
  await playground.node('Service/shop/pay').click();
  await page.keyboard.press('ControlOrMeta+d');
  await expect(playground.node('Service/shop/pay-copy')).toBeVisible();
});

test('a frame drawn with Shift chooses what lies in it, and Escape lets it go', async ({ page }) => {
  const playground = new PlaygroundPage(page);
  await playground.open();
  await playground.paste(shop);
  const canvas = await page.getByRole('region', { name: 'Mesh canvas' }).boundingBox();
  if (canvas === null) throw new Error('no canvas');
  await page.keyboard.down('Shift');
  await page.mouse.move(canvas.x + 12, canvas.y + canvas.height - 12);
  await page.mouse.down();
  await page.mouse.move(canvas.x + canvas.width - 70, canvas.y + 76, { steps: 8 });
  await page.mouse.up();
  await page.keyboard.up('Shift');
  await expect.poll(() => page.locator(selected).count()).toBeGreaterThan(3);
  await page.keyboard.press('Escape');
  await expect(page.locator(selected)).toHaveCount(0);
});

test('an empty scenario starts from a shape', async ({ page }) => {
  const playground = new PlaygroundPage(page);
  await blank(playground);
  await page.getByRole('button', { name: /^Through a waypoint/ }).click();
  await expect(page.locator(nodes).first()).toBeVisible();
  await playground.settled();
  expect(await playground.text()).toContain('gatewayClassName: istio-waypoint');
  await playground.send();
  await expect(playground.verdict).toContainText('200');
});
