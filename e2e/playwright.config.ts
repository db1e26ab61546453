import { defineConfig } from '@playwright/test';
import { resolveChromium } from './chromium.ts';

const browser = await resolveChromium();
const port = 4390;

export default defineConfig({
  testDir: '.',
  outputDir: '../test-results',
  snapshotPathTemplate: '{testDir}/{testFileDir}/pictures/{arg}{ext}',
  fullyParallel: true,
  workers: 2,
  // Machines that build are busy; a story that fails twice in a row has something to say.
  retries: process.env['CI'] === 'true' ? 2 : 0,
  forbidOnly: process.env['CI'] === 'true',
  reporter: [['list']],
  timeout: 60_000,
  // Pixels belong to one build of one browser; elsewhere the stories are told and the pictures are not compared.
  ignoreSnapshots: !browser.pinned,
  expect: { timeout: 10_000, toHaveScreenshot: { animations: 'allow', caret: 'hide', threshold: 0, maxDiffPixels: 0 } },
  use: {
    baseURL: `http://127.0.0.1:${String(port)}`,
    viewport: { width: 1440, height: 900 },
    deviceScaleFactor: 1,
    locale: 'en-GB',
    timezoneId: 'UTC',
    colorScheme: 'light',
    contextOptions: { reducedMotion: 'reduce' },
    // Every test is a first visit; keeping 10 MB for the next would only take time. The story of going offline allows it.
    serviceWorkers: 'block',
    trace: 'retain-on-failure',
    launchOptions: {
      ...(browser.executablePath === undefined ? {} : { executablePath: browser.executablePath }),
      env: { ...(process.env as Record<string, string>), ...browser.env },
      args: [
        '--no-sandbox',
        '--font-render-hinting=none',
        '--disable-lcd-text',
        '--force-color-profile=srgb',
        // A part drawn anew over an old picture has other edges, by a pixel or two, than the whole drawn at once.
        '--disable-partial-raster',
        '--disable-skia-runtime-opts',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  webServer: {
    command: `npx vite preview --port ${String(port)} --strictPort`,
    cwd: '..',
    url: `http://127.0.0.1:${String(port)}`,
    reuseExistingServer: process.env['CI'] !== 'true',
  },
});
