import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import { PlaygroundPage } from './pages/playgroundPage.ts';
import { expect, test } from './test.ts';

/** A link as it was given to somebody, and the picture that it opened to. Entries are added; none is ever changed. */
interface StoredLink {
  readonly name: string;
  readonly link: string;
  readonly picture: Picture;
}

interface Picture {
  readonly title: string;
  readonly nodes: readonly string[];
  /** The first request of the scenario, and what became of it. */
  readonly request: string;
  readonly verdict: string;
  readonly hops: readonly string[];
}

const stored = JSON.parse(readFileSync(join(import.meta.dirname, 'storedLinks.json'), 'utf8')) as readonly StoredLink[];

/** The text in a link, by the format's description alone: whoever stored a link has no code of ours. */
function textIn(link: string): string {
  const packed = Buffer.from(link.slice('v1.'.length), 'base64url');
  return (JSON.parse(inflateRawSync(packed).toString('utf8')) as { readonly yaml: string }).yaml;
}

async function pictureIn(page: Page, request: string): Promise<Picture> {
  return page.evaluate(
    (name) => ({
      title: document.querySelector('header [title]')?.getAttribute('title') ?? '',
      nodes: [...document.querySelectorAll('[data-testid^="node-"]')]
        .map((node) => (node as HTMLElement).dataset['testid']?.slice('node-'.length) ?? '')
        .toSorted(),
      request: name,
      verdict: document.querySelector<HTMLElement>('[data-verdict]')?.dataset['verdict'] ?? '',
      hops: [...document.querySelectorAll<HTMLElement>('li[data-at]')].map(({ dataset }) => dataset['at'] ?? ''),
    }),
    request,
  );
}

for (const { name, link, picture } of stored) {
  test(`the stored link of ${name} opens to its picture, read-only`, async ({ page }) => {
    const playground = new PlaygroundPage(page);
    await playground.open(`?lang=en&animate=0&request=${picture.request}#${link}`);
    await expect(page.getByText('view only')).toBeVisible();
    await expect(playground.verdict).toBeVisible();
    expect(await pictureIn(page, picture.request)).toEqual(picture);
    expect(await playground.text()).toBe(textIn(link));
  });
}
