import AxeBuilder from '@axe-core/playwright';
import { PlaygroundPage } from './pages/playgroundPage.ts';
import { expect, test } from './test.ts';

test('the packet is drawn at every hop, and stamped anew at the waypoint', async ({ page }) => {
  const playground = new PlaygroundPage(page);
  await playground.open('?example=canary&request=orders&animate=0&step=1');
  const packet = playground.trace.getByRole('region', { name: 'The packet here' });
  await expect(packet.getByRole('img', { name: /leaves, HBONE.*HTTP: passed on unread/ })).toBeVisible();
  await page.keyboard.press('Space');
  await expect(packet).toContainText('opened and stamped anew here');
  await expect(packet.getByRole('deletion')).toContainText('sa/curl');
  await expect(packet.getByRole('insertion')).toContainText('sa/waypoint');
  await packet.getByText('Layer by layer').click();
  await expect(packet.getByRole('listitem').filter({ hasText: 'HTTP' }).first()).toContainText('read here');
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html).slice(0, 3)])).toEqual([]);
});
