import type { Trace } from '#model/trace.ts';
import type { Catalogue } from '#ui/i18n/catalogue.ts';
import type { CanvasNode } from '../canvas/canvasNode.ts';
import { curveBetween, pathOf, type Box, type Rect } from '../canvas/geometry.ts';
import { proxyMarkOf } from '../canvas/nodeWords.ts';
import type { CanvasProjection } from '../canvas/projectCanvas.ts';
import { hopName, hopSummary, hopTone, type HopTone } from '../playback/hopWords.ts';
import type { Route } from '../playback/route.ts';
import { verdictChip } from '../trace/verdictChip.ts';
import { nodeSvg, pill, words, type Style } from './nodeSvg.ts';
import { palettes, type Palette } from './palette.ts';
import { pathSvg } from './pathSvg.ts';
import { element, textNode } from './svgElement.ts';
import { fitted, textWidth, wrapped } from './textWidth.ts';
import { requestWords, verdictWords } from './verdictWords.ts';

export interface Scene {
  readonly title: string;
  readonly projection: CanvasProjection;
  readonly route: Route;
  /** Absent where nothing was sent. */
  readonly trace: Trace | undefined;
  readonly theme: 'light' | 'dark';
  readonly catalogue: Pick<Catalogue, 'shell' | 'panels' | 'languageTag'>;
}

const margin = 28;
const font = "'Inter Variable', Inter, 'Noto Sans SC', 'PingFang SC', 'Microsoft YaHei', system-ui, sans-serif";

/**
 * The scenario and the path of its newest request as one SVG: drawn from the model and not from the page, so that the
 * same scenario gives the same text, whatever the zoom, the window or the browser.
 */
export function sceneSvg({ title, projection, route, trace, theme, catalogue }: Scene): string {
  const palette = palettes[theme];
  const style: Style = { palette, texts: catalogue.shell.canvas };
  const boxes = boxesOf(projection.nodes);
  const bounds = boundsOf([...boxes.values()]);
  const obstacles = projection.nodes.flatMap(({ id, type }) => (type === 'namespace' ? [] : (boxes.get(id) ?? [])));
  const width = Math.max(bounds.width + 2 * margin, 640);
  const head = headSvg(title, trace, width, catalogue, palette);
  const strip = trace === undefined ? undefined : stripSvg(trace, width, catalogue, palette);
  const top = head.height + margin;
  const height = top + bounds.height + margin + (strip?.height ?? 0);
  const shift = `translate(${((width - bounds.width) / 2 - bounds.x).toFixed(1)} ${(top - bounds.y).toFixed(1)})`;
  const content = [
    ...projection.nodes.filter(({ type }) => type === 'namespace'),
    ...projection.nodes.filter(({ type }) => type !== 'namespace'),
  ];
  const drawNode = (node: CanvasNode): string => {
    const box = boxes.get(node.id);
    return box === undefined ? '' : nodeSvg(node, box, style);
  };
  const containers = content.filter(({ type }) => type === 'namespace').map(drawNode);
  const things = content.filter(({ type }) => type !== 'namespace').map(drawNode);
  return `${element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      width,
      height,
      viewBox: `0 0 ${width.toFixed(0)} ${height.toFixed(0)}`,
      'font-family': font,
      role: 'img',
      lang: catalogue.languageTag,
    },
    element('title', {}, textNode(title)),
    element('desc', {}, textNode(trace === undefined ? title : description(trace, catalogue))),
    element('rect', { width, height, fill: palette.bg }),
    head.svg,
    element(
      'g',
      { transform: shift },
      ...containers,
      relationsSvg(projection, boxes, palette),
      ...things,
      trace === undefined ? '' : pathSvg(route, boxes, obstacles, style),
    ),
    strip === undefined
      ? ''
      : element('g', { transform: `translate(0 ${(height - strip.height).toFixed(1)})` }, strip.svg),
  )}\n`;
}

function boxesOf(nodes: readonly CanvasNode[]): ReadonlyMap<string, Box> {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  return new Map(
    nodes.map((node) => {
      const parent = node.parentId === undefined ? undefined : byId.get(node.parentId);
      const { x: left = 0, y: top = 0 } = parent?.position ?? {};
      const box = {
        x: left + node.position.x,
        y: top + node.position.y,
        width: node.width ?? 0,
        height: node.height ?? 0,
      };
      const hasMark = node.type === 'workload' && proxyMarkOf(node.data.workload) !== undefined;
      return [node.id, hasMark ? { ...box, mark: node.data.mark } : box] as const;
    }),
  );
}

function boundsOf(boxes: readonly Rect[]): Rect {
  if (boxes.length === 0) return { x: 0, y: 0, width: 0, height: 0 };
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  const right = Math.max(...boxes.map((box) => box.x + box.width));
  const bottom = Math.max(...boxes.map((box) => box.y + box.height));
  return { x, y, width: right - x, height: bottom - y };
}

function relationsSvg({ edges }: CanvasProjection, boxes: ReadonlyMap<string, Box>, palette: Palette): string {
  return edges
    .flatMap(({ source, target, data }) => {
      const [from, to] = [boxes.get(source), boxes.get(target)];
      if (from === undefined || to === undefined) return [];
      const isWaypoint = data?.kind === 'waypoint';
      return element('path', {
        d: pathOf(curveBetween(from, to)),
        fill: 'none',
        stroke: isWaypoint ? palette.l7 : palette.line2,
        'stroke-width': 1.2,
        'stroke-opacity': isWaypoint ? 0.5 : 1,
        'stroke-dasharray': data?.idle === true ? '3 4' : isWaypoint ? '2 4' : undefined,
      });
    })
    .join('');
}

interface Part {
  readonly svg: string;
  readonly height: number;
}

type Texts = Scene['catalogue'];

/** Title, request and verdict. */
function headSvg(title: string, trace: Trace | undefined, width: number, texts: Texts, palette: Palette): Part {
  const room = width - 2 * margin;
  const rows = wrapped(title, 17, room);
  const heading = rows
    .map((row, index) => words(margin, 40 + index * 22, row, 16.5, palette.ink, { 'font-weight': 700 }))
    .join('');
  const below = 40 + (rows.length - 1) * 22;
  if (trace === undefined) return { svg: heading, height: below + 14 };
  const verdict = verdictWords(trace, texts);
  const [ink, fill, line] = verdictLook(trace, palette);
  const chipWidth = textWidth(verdict.chip, 10.5) + 16;
  return {
    svg:
      heading +
      words(margin, below + 24, fitted(requestWords(trace), 11.5, room), 11.5, palette.ink2) +
      pill(margin, below + 36, verdict.chip, chipWidth, ink, fill, line) +
      words(
        margin + chipWidth + 10,
        below + 49,
        fitted(verdict.headline, 12.5, room - chipWidth - 10),
        12.5,
        palette.ink,
        { 'font-weight': 600 },
      ),
    height: below + 58,
  };
}

function verdictLook({ verdict }: Trace, palette: Palette): readonly [string, string, string] {
  switch (verdictChip(verdict).tone) {
    case 'ok':
      return [palette['ok-ink'], palette['ok-bg'], palette.ok];
    case 'deny':
    case 'fail':
      return [palette['deny-ink'], palette['deny-bg'], palette.deny];
    case 'warn':
    case 'unknown':
      return [palette['plain-ink'], palette['plain-bg'], palette.plain];
  }
}

/** The hops in their order, each with what it did. */
function stripSvg(trace: Trace, width: number, texts: Texts, palette: Palette): Part {
  const { player } = texts.shell;
  const gap = 8;
  const most = Math.max(1, Math.floor((width - 2 * margin + gap) / 124));
  const columns = Math.min(trace.hops.length, most);
  const column = (width - 2 * margin - gap * (columns - 1)) / columns;
  const rowHeight = 58;
  const cells = trace.hops.map((hop, index) => {
    const x = margin + (index % columns) * (column + gap);
    const y = Math.floor(index / columns) * rowHeight + 8;
    const name = `${String(index + 1)} ${hopName(hop, player)}`;
    return (
      element('rect', { x, y, width: column, height: 6, rx: 3, fill: toneColour(hopTone(hop), palette) }) +
      words(x, y + 23, fitted(name, 12, column), 11.5, palette.ink, { 'font-weight': 600 }) +
      words(x, y + 38, fitted(hopSummary(trace, index, player), 10.5, column), 10.5, palette.ink2)
    );
  });
  const rows = Math.ceil(trace.hops.length / columns);
  const line = element('path', {
    d: `M${String(margin)} 0H${(width - margin).toFixed(1)}`,
    stroke: palette.line,
    'stroke-width': 1,
  });
  return { svg: line + cells.join(''), height: rows * rowHeight + margin / 2 };
}

function toneColour(tone: HopTone, palette: Palette): string {
  return tone === 'app' ? palette.line2 : palette[tone];
}

function description(trace: Trace, texts: Texts): string {
  const { chip, headline } = verdictWords(trace, texts);
  const hops = trace.hops.map(
    (hop, index) => `${hopName(hop, texts.shell.player)}: ${hopSummary(trace, index, texts.shell.player)}`,
  );
  return [`${requestWords(trace)}.`, `${chip}. ${headline}.`, ...hops.map((hop) => `${hop}.`)].join(' ');
}
