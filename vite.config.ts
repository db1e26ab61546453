import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import subsetFont from 'subset-font';
import type { Plugin } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { defineConfig } from 'vitest/config';
import { summaryOf } from './src/model/lesson.ts';
import { readLesson } from './src/scenario/lesson/readLesson.ts';
import { readSymptom } from './src/scenario/lesson/readSymptom.ts';
import type { TeachingProblem } from './src/scenario/lesson/teachingFile.ts';

/**
 * What the page may load and run: its own files and nothing else. Workers take the policy of their own response, so a
 * host has to send it with every file. Styles need 'unsafe-inline' because Monaco sets its theme that way.
 */
const contentSecurityPolicy = [
  "default-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "object-src 'none'",
  "connect-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "require-trusted-types-for 'script'",
].join('; ');

/**
 * `virtual:chinese-font.css`: Noto Sans SC cut down to the characters that the catalogues and the content use, about
 * 100 kB instead of 4 MB. What users type themselves in Chinese falls back to the font of their system.
 */
function chineseFont(): Plugin {
  const id = 'virtual:chinese-font.css';
  const cache = join(import.meta.dirname, 'node_modules', '.cache', 'fonts');
  return {
    name: 'chinese-font',
    async resolveId(source) {
      if (source !== id) return undefined;
      const characters = [...new Set(chineseTexts().match(/[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]/g) ?? [])].sort();
      const range = characters.map((c) => `U+${(c.codePointAt(0) ?? 0).toString(16)}`).join(',');
      mkdirSync(cache, { recursive: true });
      const faces = await Promise.all([400, 600].map((weight) => chineseFace(cache, characters.join(''), weight)));
      const css = faces.map(
        ({ weight, file }) =>
          `@font-face{font-family:'Noto Sans SC Subset';font-weight:${String(weight)};font-display:swap;src:url(./${file}) format('woff2');unicode-range:${range}}`,
      );
      writeFileSync(join(cache, 'chinese-font.css'), css.join('\n'));
      return join(cache, 'chinese-font.css');
    },
  };
}

function chineseTexts(): string {
  const folders = ['src/ui/i18n/zh', 'src/content'];
  return folders
    .flatMap((folder) =>
      readdirSync(join(import.meta.dirname, folder), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8')),
    )
    .join('');
}

async function chineseFace(
  cache: string,
  characters: string,
  weight: number,
): Promise<{ weight: number; file: string }> {
  const source = `node_modules/@fontsource/noto-sans-sc/files/noto-sans-sc-chinese-simplified-${String(weight)}-normal.woff2`;
  const font = readFileSync(join(import.meta.dirname, source));
  const file = `noto-sans-sc-${String(weight)}.woff2`;
  writeFileSync(
    join(cache, file),
    await subsetFont(font, characters === '' ? '中' : characters, { targetFormat: 'woff2' }),
  );
  return { weight, file };
}

/**
 * Lessons and gallery entries, `*.yaml?lesson` and so on: read and checked here, so that the page parses no YAML and a
 * file that does not fit its schema fails the build with its line.
 */
function teaching(): Plugin {
  const wanted = /^(.+\.yaml)\?(lesson|lesson-summary|symptom)$/;
  return {
    name: 'teaching',
    enforce: 'pre',
    load(id) {
      const [, file, kind] = wanted.exec(id) ?? [];
      if (file === undefined) return undefined;
      this.addWatchFile(file);
      const source = readFileSync(file, 'utf8');
      const fail = ({ line, column, words }: TeachingProblem) =>
        this.error(`${file}:${String(line)}:${String(column)} ${words}`);
      if (kind === 'symptom') {
        const { symptom, problems } = readSymptom(source);
        problems.slice(0, 1).forEach(fail);
        return `export const symptom = ${JSON.stringify(symptom)};`;
      }
      const { lesson, problems } = readLesson(source);
      problems.slice(0, 1).forEach(fail);
      return kind === 'lesson'
        ? `export const lesson = ${JSON.stringify(lesson)};`
        : `export const summary = ${JSON.stringify(summaryOf(lesson))};`;
    },
  };
}

/**
 * The page without a network: after one visit all of its own files are kept, and nothing else. A new version waits until
 * the reader takes it, so one page never runs the files of two.
 */
const offline = VitePWA({
  registerType: 'prompt',
  injectRegister: false,
  workbox: {
    globPatterns: ['**/*.{js,css,html,svg,png,woff2,ttf}'],
    // Monaco's chunk is 4 MB.
    maximumFileSizeToCacheInBytes: 8 * 1024 * 1024,
    navigateFallback: 'index.html',
    cleanupOutdatedCaches: true,
    // A second script would be fetched by address, which Trusted Types forbid a worker without a policy.
    inlineWorkboxRuntime: true,
  },
  manifest: {
    id: './',
    name: 'Ambient Playground',
    short_name: 'Ambient',
    description: 'Draw or paste an Istio ambient mesh, send a request, and see which path it takes and why.',
    start_url: './',
    display: 'standalone',
    background_color: '#f7f8fa',
    theme_color: '#4f46e5',
    icons: [
      { src: 'icon.svg', sizes: 'any', type: 'image/svg+xml' },
      { src: 'icon-192.png', sizes: '192x192', type: 'image/png' },
      { src: 'icon-512.png', sizes: '512x512', type: 'image/png' },
      { src: 'icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
    ],
  },
});

const port = Number(process.env['PORT'] ?? 4173);

/**
 * The page is written for React and runs on Preact's compatibility layer: React DOM alone is 56 kB of brotli, and with
 * it the first load came to 160 kB where 130 kB are allowed; with Preact it is 105 kB, for the same pictures and stories.
 * The development server keeps React, for its messages and its refresh.
 */
const preact = [
  { find: /^react$|^react-dom$/, replacement: 'preact/compat' },
  { find: 'react-dom/client', replacement: 'preact/compat/client' },
  { find: 'react/jsx-runtime', replacement: 'preact/jsx-runtime' },
];

/** Parts of D3 that React Flow names and this canvas never runs; each stand-in says why. */
const d3 = [
  {
    find: 'd3-interpolate/original',
    replacement: join(import.meta.dirname, 'node_modules/d3-interpolate/dist/d3-interpolate.mjs'),
  },
  ...['transition', 'interpolate', 'color'].map((part) => ({
    find: `d3-${part}`,
    replacement: join(import.meta.dirname, `src/ui/canvas/d3/${part}.ts`),
  })),
];

export default defineConfig(({ command, isSsrBuild }) => ({
  base: './',
  plugins: [react(), teaching(), chineseFont(), ...(isSsrBuild === true ? [] : [offline])],
  resolve: { alias: isSsrBuild === true ? [] : [...(command === 'build' ? preact : []), ...d3] },
  // The command line is one file that needs no packages beside it.
  ...(isSsrBuild === true ? { ssr: { noExternal: true as const }, publicDir: false as const } : {}),
  // Small fonts would become data: addresses, which font-src 'self' forbids.
  build: { target: 'es2022', assetsInlineLimit: 0, modulePreload: { polyfill: false }, chunkSizeWarningLimit: 5000 },
  worker: { format: 'es' },
  preview: {
    host: '127.0.0.1',
    port,
    strictPort: false,
    headers: { 'Content-Security-Policy': contentSecurityPolicy, 'X-Content-Type-Options': 'nosniff' },
  },
  test: {
    include: ['src/**/*.test.{ts,tsx}'],
    setupFiles: ['src/engine/regexEngine.setup.ts'],
    environment: 'node',
    passWithNoTests: false,
    // Never a measure of speed: a busy machine takes its time.
    testTimeout: 60_000,
  },
}));
