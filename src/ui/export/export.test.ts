import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { examples } from '#content/examples.ts';
import { sendRequest } from '#engine/sendRequest.ts';
import { catalogue as en } from '#ui/i18n/en/catalogue.ts';
import { exporting as exportEn } from '#ui/i18n/en/export.ts';
import { sentences as sentencesEn } from '#ui/i18n/en/sentences.ts';
import { catalogue as zh } from '#ui/i18n/zh/catalogue.ts';
import { openScenario } from '#worker/openScenario.ts';
import { projectCanvas } from '../canvas/projectCanvas.ts';
import { emptyRoute, routeOf } from '../playback/route.ts';
import { palettes } from './palette.ts';
import { sceneSvg, type Scene } from './sceneSvg.ts';
import { element, textNode } from './svgElement.ts';
import { fitted, textWidth, wrapped } from './textWidth.ts';
import { traceMarkdown } from './traceMarkdown.ts';

async function sceneOf(slug: string, look: Partial<Scene> = {}): Promise<Scene & { readonly text: string }> {
  const text = (await examples.find((example) => example.slug === slug)?.load()) ?? '';
  const { mesh, compiled } = openScenario(1, text);
  const [request] = compiled.spec.requests;
  if (request === undefined) throw new Error(`${slug} has no request`);
  const trace = await sendRequest(mesh, request, 1);
  const route = routeOf(trace, compiled.summary);
  const extras = { outside: request.from === 'outside', external: route.external, stale: [] };
  const projection = projectCanvas(compiled.summary, compiled.spec.layout, extras);
  return { title: compiled.spec.name, projection, route, trace, theme: 'light', catalogue: en, text, ...look };
}

describe.each(examples.map(({ slug }) => slug))('the picture of %s', (slug) => {
  test('is the same text every time, and well formed', async () => {
    const svg = sceneSvg(await sceneOf(slug));
    expect(sceneSvg(await sceneOf(slug))).toBe(svg);
    expect(unbalanced(svg)).toEqual([]);
    expect(svg).not.toMatch(/NaN|undefined|Infinity|var\(/);
  });

  test('shows every node by its name, the verdict and every hop', async () => {
    const scene = await sceneOf(slug, { theme: 'dark', catalogue: zh });
    const svg = sceneSvg(scene);
    for (const node of scene.projection.nodes) {
      if (node.type === 'outside' || node.type === 'external') continue;
      expect(svg).toContain(`>${node.data.ref.name.slice(0, 6)}`);
    }
    expect(svg.match(/rx="3"/g)).toHaveLength(scene.trace?.hops.length ?? 0);
  });
});

/** Tags that are not closed in their order. */
function unbalanced(xml: string): readonly string[] {
  const open: string[] = [];
  const wrong: string[] = [];
  for (const [, closing = '', name = '', self = ''] of xml.matchAll(/<(\/?)([a-z]+)[^<>]*?(\/?)>/gi)) {
    if (self !== '') continue;
    if (closing === '') open.push(name);
    else if (open.pop() !== name) wrong.push(name);
  }
  return [...wrong, ...open];
}

test('a picture without a request has no path', async () => {
  const scene = await sceneOf('canary');
  const svg = sceneSvg({ ...scene, trace: undefined, route: emptyRoute });
  expect(svg).not.toContain('HBONE mTLS');
  expect(unbalanced(svg)).toEqual([]);
});

test('the colours are those of the page', () => {
  const css = readFileSync(join(import.meta.dirname, '../theme.css'), 'utf8');
  const [light = '', dark = ''] = css.split("[data-theme='dark']");
  for (const [theme, block] of [['light', light] as const, ['dark', dark] as const]) {
    for (const [name, colour] of Object.entries(palettes[theme])) {
      expect(block, `${theme} ${name}`).toContain(`--${name}: ${colour};`);
    }
  }
});

test('nothing that a manifest says becomes markup', async () => {
  const hostile = '"/><script>alert(1)</script>&\u0000';
  expect(element('a', { href: hostile }, textNode(hostile))).toBe(
    '<a href="&quot;/&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;">&quot;/&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;</a>',
  );
  const svg = sceneSvg({ ...(await sceneOf('canary')), title: hostile });
  expect(svg).not.toContain('<script');
});

describe('Markdown', () => {
  async function report(over: { readonly title?: string; readonly link?: string } = {}): Promise<string> {
    const { trace, text } = await sceneOf('canary');
    if (trace === undefined) throw new Error('nothing was sent');
    const catalogue = { ...en, sentences: sentencesEn };
    const { title = 'Canary', link } = over;
    return traceMarkdown({ title, trace, catalogue, texts: exportEn, manifests: text, link });
  }

  test('has the answers, the sequence, every step with its source, and the manifests', async () => {
    const markdown = await report({ link: 'https://example.com/#v1.x' });
    expect(markdown).toContain('| Waypoint | shop/waypoint |');
    expect(markdown).toContain('```mermaid\nsequenceDiagram\n    participant p1 as curl\n');
    expect(markdown).toMatch(/p2->>p3: HBONE mTLS → .*:15008 CONNECT 10\.96\.0\.10:80 as /);
    expect(markdown).toContain('<sub>ztunnel src/proxy/outbound.rs build\\_request</sub>');
    expect(markdown).toContain('kind: HTTPRoute');
    expect(markdown).toContain('[Open in Ambient Playground](https://example.com/#v1.x)');
  });

  test('escapes what would be markup, and ends no statement of the sequence early', async () => {
    const markdown = await report({ title: 'a <b>*x*</b> [y](z)' });
    expect(markdown).toContain('### a \\<b\\>\\*x\\*\\</b\\> \\[y\\](z)');
    const sequence = markdown.slice(markdown.indexOf('sequenceDiagram'), markdown.indexOf('\n```\n\n####'));
    expect(sequence.replace(/#\d+;/g, '')).not.toMatch(/[;#]/);
  });
});

describe('reckoned widths', () => {
  test('a text is cut where it would be wider', () => {
    expect(fitted('short', 10, 100)).toBe('short');
    const cut = fitted('a rather long name of a pod', 10, 60);
    expect(cut.endsWith('…')).toBe(true);
    expect(textWidth(cut, 10)).toBeLessThanOrEqual(60);
  });
  test('lines break at spaces, and anywhere in Chinese', () => {
    expect(wrapped('one two three', 10, 45)).toEqual(['one two', 'three']);
    expect(wrapped('谁也拦不住的策略', 10, 42)).toEqual(['谁也拦不', '住的策略']);
  });
});
