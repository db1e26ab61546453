import { createReadStream, existsSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { chromium } from '@playwright/test';
import { build } from 'vite';
import { resolveChromium } from '../chromium.ts';

/** Measures parts, as JSON on the command line, in the browser's worker, and prints the rows of all as JSON. */
const parts = JSON.parse(process.argv[2] ?? '[]') as readonly { readonly name: string }[];
const root = import.meta.dirname;
const packages = join(root, '..', '..', 'node_modules');
const out = join(packages, '.cache', 'bench');
const cedar = join(packages, '@cedar-policy', 'cedar-wasm', 'web');

function serve(): Promise<Server> {
  const types: ReadonlyMap<string, string> = new Map([
    ['.html', 'text/html'],
    ['.js', 'text/javascript'],
    ['.wasm', 'application/wasm'],
  ]);
  const server = createServer(({ url = '/' }, response) => {
    const file =
      url === '/cedar.wasm'
        ? join(cedar, 'cedar_wasm_bg.wasm')
        : join(out, normalize(url === '/' ? '/index.html' : url));
    if (!existsSync(file)) {
      response.writeHead(404).end();
      return;
    }
    // Alone in its process, a page has a clock of five microseconds instead of a hundred.
    response.writeHead(200, {
      'content-type': types.get(extname(file)) ?? 'application/octet-stream',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
    });
    createReadStream(file).pipe(response);
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      resolve(server);
    });
  });
}

await build({
  root,
  base: './',
  configFile: false,
  logLevel: 'error',
  resolve: {
    alias: [
      { find: '@cedar-policy/cedar-wasm/nodejs', replacement: join(cedar, 'cedar_wasm.js') },
      { find: /^buffer$/, replacement: join(packages, 'buffer', 'index.js') },
      { find: 'node:assert', replacement: join(root, 'assert.ts') },
    ],
  },
  build: { outDir: out, emptyOutDir: true, target: 'es2022', assetsInlineLimit: 0 },
  worker: { format: 'es' },
});
const server = await serve();
const address = server.address();
const { executablePath, env } = await resolveChromium();
const browser = await chromium.launch({
  ...(executablePath === undefined ? {} : { executablePath }),
  env: { ...(process.env as Record<string, string>), ...env },
  args: ['--no-sandbox'],
});
try {
  const page = await browser.newPage();
  page.setDefaultTimeout(0);
  await page.goto(`http://127.0.0.1:${String(typeof address === 'object' ? address?.port : '')}/`);
  const rows: unknown[] = [];
  for (const part of parts) {
    const measured = await page.evaluate((each) => {
      const { measureInWorker } = globalThis as unknown as { measureInWorker: (part: unknown) => Promise<unknown[]> };
      return measureInWorker(each);
    }, part);
    rows.push(...measured);
  }
  console.log(JSON.stringify(rows));
} finally {
  await browser.close();
  server.close();
}
