import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress } from 'node:zlib';
import { chromium } from '@playwright/test';

/** A browser for the tests. Only the pinned build draws the pixels that the stored pictures show. */
export interface TestBrowser {
  readonly executablePath: string | undefined;
  readonly pinned: boolean;
  readonly env: Readonly<Record<string, string>>;
}

/**
 * Finds a browser, best first: the one that `PLAYGROUND_CHROMIUM` names, the build that the lockfile pins (Linux on
 * x86-64), Playwright's own, one that Playwright can install, one of the system.
 */
export async function resolveChromium(): Promise<TestBrowser> {
  const named = process.env['PLAYGROUND_CHROMIUM'];
  if (named !== undefined) return { executablePath: named, pinned: false, env: {} };
  if (process.platform === 'linux' && process.arch === 'x64') return pinnedChromium();
  if (existsSync(chromium.executablePath())) return { executablePath: undefined, pinned: false, env: {} };
  try {
    execFileSync('npx', ['playwright', 'install', 'chromium'], {
      stdio: 'inherit',
      shell: process.platform === 'win32',
    });
    return { executablePath: undefined, pinned: false, env: {} };
  } catch {
    const system = ['/usr/bin/chromium', '/usr/bin/google-chrome', '/usr/bin/chromium-browser'].find(existsSync);
    if (system !== undefined) return { executablePath: system, pinned: false, env: {} };
  }
  throw new Error('No Chromium found: set PLAYGROUND_CHROMIUM to the path of one.');
}

/** Unpacks the browser of `@sparticuz/chromium` once, beside the packages, with its own fonts and libraries. */
async function pinnedChromium(): Promise<TestBrowser> {
  const require = createRequire(import.meta.url);
  const root = packageRoot(require.resolve('@sparticuz/chromium'));
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  const home = join(import.meta.dirname, '..', 'node_modules', '.cache', 'chromium', version);
  const executablePath = join(home, 'chromium');
  if (!existsSync(join(home, 'complete'))) await unpack(join(root, 'bin'), home);
  const missing = execFileSync('ldd', [executablePath], { encoding: 'utf8' }).includes('not found');
  return {
    executablePath,
    pinned: true,
    env: {
      FONTCONFIG_FILE: join(home, 'playground-fonts.conf'),
      ...(missing ? { LD_LIBRARY_PATH: join(home, 'al2023', 'lib') } : {}),
    },
  };
}

function packageRoot(file: string): string {
  const directory = dirname(file);
  return existsSync(join(directory, 'package.json')) && existsSync(join(directory, 'bin'))
    ? directory
    : packageRoot(directory);
}

async function unpack(packed: string, home: string): Promise<void> {
  // Several workers may start at once: each unpacks aside, the first to finish wins.
  const aside = `${home}.${String(process.pid)}`;
  mkdirSync(aside, { recursive: true });
  await inflate(join(packed, 'chromium.br'), join(aside, 'chromium'));
  chmodSync(join(aside, 'chromium'), 0o755);
  for (const archive of ['fonts', 'swiftshader', 'al2023']) {
    const tar = join(aside, `${archive}.tar`);
    await inflate(join(packed, `${archive}.tar.br`), tar);
    const target = archive === 'al2023' ? join(aside, 'al2023') : aside;
    mkdirSync(target, { recursive: true });
    execFileSync('tar', ['-xf', tar, '-C', target]);
    rmSync(tar);
  }
  // Only the fonts of the package: those of the machine must not leak into the pictures.
  writeFileSync(
    join(aside, 'playground-fonts.conf'),
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${home}/fonts</dir><cachedir>${home}/fonts-cache</cachedir></fontconfig>`,
  );
  writeFileSync(join(aside, 'complete'), '');
  rmSync(home, { recursive: true, force: true });
  renameSync(aside, home);
}

async function inflate(from: string, to: string): Promise<void> {
  await pipeline(createReadStream(from), createBrotliDecompress(), createWriteStream(to));
}
