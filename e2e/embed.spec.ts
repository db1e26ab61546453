import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
// Not the test of the other stories: the page around the frame is a stranger's, and asks another host for it.
import { expect, test } from '@playwright/test';

interface Told {
  readonly type: string;
  readonly step?: number;
  readonly verdict?: string;
}

/** A page of another origin that lets nothing in but its own script and our frame. */
function hostPage(frame: string, origin: string): Promise<Server> {
  const policy = `default-src 'none'; script-src 'self'; style-src 'self'; frame-src ${origin}`;
  const script = `window.told = []; addEventListener('message', (event) => {
    if (event.origin === ${JSON.stringify(origin)}) window.told.push(event.data);
  });`;
  const html = `<!doctype html><title>A documentation page</title><script src="/host.js"></script>
    <h1>How ambient routes a request</h1><iframe title="playground" src="${frame}" width="900" height="520"></iframe><p id="after">below</p>`;
  const server = createServer((request, response) => {
    const isScript = request.url === '/host.js';
    response.setHeader('Content-Security-Policy', policy);
    response.setHeader('Content-Type', isScript ? 'text/javascript' : 'text/html');
    response.end(isScript ? script : html);
  });
  return new Promise((resolve) =>
    server.listen(0, '127.0.0.1', () => {
      resolve(server);
    }),
  );
}

test('a frame in a strict page of another origin plays, tells what happens, and keeps its height', async ({
  page,
  baseURL,
  context,
}) => {
  const origin = baseURL ?? '';
  const server = await hostPage(`${origin}/?embed=1&example=canary&request=orders&animate=0&lang=en`, origin);
  const errors: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('favicon')) errors.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(error.message));
  try {
    await page.goto(`http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`);
    const frame = page.frameLocator('iframe');
    await expect(frame.locator('body[data-settled="true"]')).toBeAttached();
    await expect(frame.getByRole('heading', { level: 1 })).toHaveText('Canary through a waypoint');
    await expect(frame.getByRole('heading', { level: 2 })).toContainText('echo-v1 answered');
    // Canvas and trace, and none of the places where one works.
    await expect(frame.getByTestId('node-Gateway/shop/waypoint')).toBeVisible();
    for (const name of ['Share link', 'Import', 'Export'])
      await expect(frame.getByRole('button', { name })).toHaveCount(0);

    const before = await page.locator('#after').boundingBox();
    await frame.getByRole('button', { name: 'One hop back' }).click();
    await expect
      .poll(() =>
        page.evaluate(() =>
          (globalThis as unknown as { told: Told[] }).told.map(({ type, step }) =>
            `${type} ${String(step ?? '')}`.trim(),
          ),
        ),
      )
      .toEqual(['verdict', 'step 5', 'loaded', 'step 4']);
    expect(await page.locator('#after').boundingBox()).toEqual(before);
    expect(await frame.locator('body').evaluate((body) => body.scrollHeight <= innerHeight)).toBe(true);

    const opened = context.waitForEvent('page');
    await frame.getByRole('button', { name: 'Open in playground' }).click();
    const playground = await opened;
    await playground.waitForURL(/#v1\./);
    expect(playground.url()).not.toContain('embed');
    await expect(playground.getByRole('button', { name: 'Fork' })).toBeVisible();
    expect(errors).toEqual([]);
  } finally {
    server.close();
  }
});
