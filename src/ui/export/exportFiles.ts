import { emptyMeshSummary } from '#model/meshSummary.ts';
import { keyOf } from '#model/kubernetes/resource.ts';
import type { AppState } from '#store/state.ts';
import { loadCatalogue, loadSentences } from '#ui/i18n/loadCatalogue.ts';
import type { Catalogue } from '#ui/i18n/catalogue.ts';
import type { ExportTexts } from '#ui/i18n/en/export.ts';
import { outsideRef } from '../canvas/canvasNode.ts';
import { projectCanvas } from '../canvas/projectCanvas.ts';
import { emptyRoute, routeOf } from '../playback/route.ts';
import { saveFile } from './saveFile.ts';
import { sceneSvg } from './sceneSvg.ts';
import { rasterize } from './rasterize.ts';
import { traceMarkdown } from './traceMarkdown.ts';

/** A longer address is cut off by mail programs and chats. */
const longestLink = 8000;

/** Saves the picture of the scenario as a vector file. */
export async function exportSvg(state: AppState, title: string): Promise<void> {
  saveFile(fileName(state, 'svg'), new Blob([await svgOf(state, title)], { type: 'image/svg+xml' }));
}

/** Saves the same picture as pixels, two for each unit. */
export async function exportPng(state: AppState, title: string): Promise<void> {
  const png = await rasterize(await svgOf(state, title), 2);
  if (png !== undefined) saveFile(fileName(state, 'png'), png);
}

/** The newest trace as Markdown with a Mermaid sequence, for an issue or a pull request. */
export async function markdownOf(
  state: AppState,
  title: string,
  link: string | undefined,
): Promise<string | undefined> {
  const { sent, text, locale } = state;
  if (sent === undefined) return undefined;
  const [catalogue, sentences, texts] = await Promise.all([
    loadCatalogue(locale),
    loadSentences(locale),
    loadTexts(locale),
  ]);
  return traceMarkdown({
    title,
    trace: sent.trace,
    catalogue: { ...catalogue, sentences } satisfies Catalogue,
    texts,
    manifests: text,
    link: link !== undefined && link.length <= longestLink ? link : undefined,
  });
}

async function loadTexts(locale: AppState['locale']): Promise<ExportTexts> {
  return locale === 'zh'
    ? (await import('#ui/i18n/zh/export.ts')).exporting
    : (await import('#ui/i18n/en/export.ts')).exporting;
}

async function svgOf({ compiled, sent, locale }: AppState, title: string): Promise<string> {
  const catalogue = await loadCatalogue(locale);
  const summary = compiled?.summary ?? emptyMeshSummary;
  const trace = sent?.trace;
  const route = trace === undefined ? emptyRoute : routeOf(trace, summary);
  const outside =
    summary.gateways.some(({ role }) => role === 'ingress') ||
    route.stops.some(({ node }) => node === keyOf(outsideRef));
  const projection = projectCanvas(summary, compiled?.spec.layout ?? {}, {
    outside,
    external: route.external,
    stale: compiled?.stale ?? [],
  });
  const theme = document.documentElement.dataset['theme'] === 'dark' ? 'dark' : 'light';
  return sceneSvg({ title, projection, route, trace, theme, catalogue });
}

export function fileName({ compiled }: AppState, extension: string): string {
  const name = compiled?.spec.name ?? '';
  return `${name === '' ? 'scenario' : name}.${extension}`;
}
