import { PlaygroundPage } from './pages/playgroundPage.ts';
import { shop } from './scenarios.fixture.ts';
import { expect, test } from './test.ts';

test('manifests are pasted, a request is sent, and the five questions are answered', async ({ page }) => {
  const playground = new PlaygroundPage(page);
  await playground.open();
  await playground.paste(shop);
  await playground.compose('clients/curl', 'http://pay.shop/');
  await playground.send();
  await expect(playground.verdict).toContainText('200');
  expect(await playground.answer('Captured')).toContain('both ends');
  expect(await playground.answer('Dialled')).toContain(':80');
  expect(await playground.answer('Waypoint')).toContain('none');
  expect(await playground.answer('Pod sees')).toContain('sa/curl');
  await expect(playground.steps).toHaveCount(4);
  await expect(playground.hops).toHaveCount(4);
});

test('the waypoint menu of a namespace changes the path, the YAML and the identity; undo takes all of it back', async ({
  page,
}) => {
  const playground = new PlaygroundPage(page);
  await playground.open();
  await playground.paste(shop);
  await playground.compose('clients/curl', 'http://pay.shop/');
  await playground.button('Waypoint of namespace shop').click();
  await page
    .getByRole('menuitemradio', { name: /waypoint/ })
    .first()
    .click();
  await playground.settled();
  await playground.send();
  expect(await playground.answer('Waypoint')).toContain('shop/waypoint');
  expect(await playground.answer('Pod sees')).toContain('sa/waypoint');
  const changed = await playground.text();
  expect(changed).toContain('istio.io/use-waypoint: waypoint');
  expect(changed).toContain('istio.io/dataplane-mode: ambient # captured');
  await playground.button('Undo').click();
  await playground.settled();
  expect(await playground.text()).toBe(shop);
});

test('the ambient switch of a namespace decides whether its pods are captured', async ({ page }) => {
  const playground = new PlaygroundPage(page);
  await playground.open();
  await playground.paste(shop);
  await playground.compose('clients/curl', 'http://pay.shop/');
  await page.getByRole('switch', { name: 'Ambient mode of namespace clients' }).click();
  await playground.settled();
  await playground.send();
  expect(await playground.answer('Captured')).not.toContain('both');
  expect(await playground.answer('Pod sees')).toContain('no identity');
});

test('what was typed is there after a reload', async ({ page }) => {
  const playground = new PlaygroundPage(page);
  await playground.open();
  await playground.paste(shop);
  await expect(page.getByText('saved in this browser')).toBeVisible();
  await playground.open();
  expect(await playground.text()).toBe(shop);
});
