import type { ShellTexts } from '#ui/i18n/en/shell.ts';
import type { CanvasNode, PolicyMark } from '../canvas/canvasNode.ts';
import type { Rect } from '../canvas/geometry.ts';
import {
  addressOf,
  attachedWords,
  gatewayWords,
  policyWords,
  proxyMarkOf,
  shortName,
  workloadWords,
} from '../canvas/nodeWords.ts';
import type { Palette } from './palette.ts';
import { element, textNode } from './svgElement.ts';
import { fitted, textWidth } from './textWidth.ts';

export interface Style {
  readonly palette: Palette;
  readonly texts: ShellTexts['canvas'];
}

/** A node of the canvas as SVG, at its place. */
export function nodeSvg(node: CanvasNode, box: Rect, style: Style): string {
  switch (node.type) {
    case 'namespace':
      return namespaceSvg(node, box, style);
    case 'workload':
      return workloadSvg(node, box, style);
    case 'service': {
      const { service, policies } = node.data;
      const { texts, palette } = style;
      const kind = words(box.x + box.width - 12, box.y + 21, texts.service, 10.5, palette.ink3, {
        'text-anchor': 'end',
      });
      const address = addressOf(service, texts.headless, texts.noAddress);
      return (
        card(box, style, {}) + kind + lines(box, [service.name, address], style, 12, 52) + chip(policies, box, style)
      );
    }
    case 'gateway': {
      const { gateway } = node.data;
      const { palette, texts } = style;
      const isWaypoint = gateway.role === 'waypoint';
      const fill = isWaypoint ? palette['l7-bg'] : palette['mtls-bg'];
      const stroke = isWaypoint ? palette.l7 : palette.mtls;
      const attached = attachedWords(node.data, texts) ?? texts.nothingAttached;
      return (
        card(box, style, { fill, stroke, dashed: !gateway.programmed }) +
        lines(box, [gateway.name, gatewayWords(gateway, texts)], style) +
        pill(
          box.x + 12,
          box.y + box.height - 26,
          attached,
          box.width - 24,
          palette['l7-ink'],
          palette.panel,
          palette.l7,
        )
      );
    }
    case 'outside':
      return beyond(box, [style.texts.outside, style.texts.outsideKind], style);
    case 'external':
      return beyond(box, [node.data.address, style.texts.external], style);
  }
}

function namespaceSvg({ data }: Extract<CanvasNode, { type: 'namespace' }>, box: Rect, style: Style): string {
  const { palette, texts } = style;
  const { namespace, policies } = data;
  const frame = element('rect', {
    x: box.x,
    y: box.y,
    width: box.width,
    height: box.height,
    rx: 14,
    fill: namespace.ambient ? palette['hbone-bg'] : palette.panel,
    'fill-opacity': 0.8,
    stroke: namespace.ambient ? palette.hbone : palette.line2,
    'stroke-width': 1.5,
    'stroke-dasharray': namespace.declared ? undefined : '5 4',
  });
  const title = words(box.x + 14, box.y + 24, namespace.name, 12, palette.ink, { 'font-weight': 600 });
  let x = box.x + 24 + textWidth(namespace.name, 12.4);
  let chips = '';
  const { useWaypoint } = namespace;
  if (useWaypoint !== undefined) {
    const isBroken = useWaypoint.bound === undefined && useWaypoint.requested !== 'none';
    const text = texts.useWaypoint(shortName(useWaypoint.requested, namespace.name));
    const [ink, fill, line] = isBroken
      ? [palette['plain-ink'], palette['plain-bg'], palette.plain]
      : [palette['l7-ink'], palette['l7-bg'], palette.l7];
    chips += pill(x, box.y + 11, text, 240, ink, fill, line);
    x += textWidth(text, 10.5) + 24;
  }
  const policy = policyWords(policies, texts);
  if (policy !== undefined) chips += policyPill(x, box.y + 11, policy, 160, style);
  const state = namespace.ambient
    ? words(box.x + box.width - 14, box.y + 24, texts.ambient, 11, palette['hbone-ink'], {
        'text-anchor': 'end',
        'font-weight': 600,
      })
    : '';
  return frame + title + chips + state;
}

function workloadSvg({ data }: Extract<CanvasNode, { type: 'workload' }>, box: Rect, style: Style): string {
  const { palette, texts } = style;
  const { workload, mark, policies } = data;
  const isOutside = workload.participation === 'outside';
  const kind = proxyMarkOf(workload);
  const indent = kind !== undefined && mark === 'left' ? 20 : 12;
  const place = [workload.addresses[0] ?? texts.noAddress, workload.node].join(' · ');
  const x = mark === 'left' ? box.x : box.x + box.width;
  const colour =
    kind === 'sidecar' ? palette['mtls-ink'] : kind === 'pending' ? palette['plain-ink'] : palette['hbone-ink'];
  const sign =
    kind === undefined
      ? ''
      : element('rect', {
          x: x - 12,
          y: box.y + box.height / 2 - 12,
          width: 24,
          height: 24,
          rx: 7,
          fill: colour,
          stroke: palette.panel,
          'stroke-width': 2,
        }) +
        words(x, box.y + box.height / 2 + 3.8, kind === 'sidecar' ? 'S' : 'Z', 10, palette['on-mark'], {
          'text-anchor': 'middle',
          'font-weight': 700,
        });
  return (
    card(box, style, isOutside ? { fill: palette['outside-bg'], stroke: palette.outside, dashed: true } : {}) +
    lines(box, [workload.name, workloadWords(workload, mark === 'left', texts), place], style, indent) +
    chip(policies, box, style, indent) +
    sign
  );
}

interface CardLook {
  readonly fill?: string;
  readonly stroke?: string;
  readonly dashed?: boolean;
  readonly rx?: number;
}

function card({ x, y, width, height }: Rect, { palette }: Style, look: CardLook): string {
  const { fill = palette.panel, stroke = palette.line2, dashed = false, rx = 10 } = look;
  const dashes = dashed ? '5 4' : undefined;
  return element('rect', { x, y, width, height, rx, fill, stroke, 'stroke-width': 1.5, 'stroke-dasharray': dashes });
}

function beyond(box: Rect, rows: readonly string[], style: Style): string {
  const { palette } = style;
  const middle = { 'text-anchor': 'middle' };
  const at = box.x + box.width / 2;
  const room = box.width - 24;
  return (
    card(box, style, { fill: palette['outside-bg'], stroke: palette.outside, dashed: true, rx: 26 }) +
    words(at, box.y + 23, fitted(rows[0] ?? '', 12, room), 12, palette.ink, { ...middle, 'font-weight': 600 }) +
    words(at, box.y + 39, fitted(rows[1] ?? '', 10.5, room), 10.5, palette.ink2, middle)
  );
}

function lines(box: Rect, rows: readonly string[], { palette }: Style, indent = 12, taken = 0): string {
  const width = box.width - indent - 14;
  return rows
    .map((row, index) =>
      index === 0
        ? words(box.x + indent, box.y + 21, fitted(row, 12.4, width - taken), 12, palette.ink, { 'font-weight': 600 })
        : words(box.x + indent, box.y + 20 + index * 16.5, fitted(row, 10.5, width), 10.5, palette.ink2),
    )
    .join('');
}

function chip(policies: readonly PolicyMark[], box: Rect, style: Style, indent = 12): string {
  const policy = policyWords(policies, style.texts);
  if (policy === undefined) return '';
  return policyPill(box.x + indent, box.y + box.height - 26, policy, box.width - indent - 12, style);
}

function policyPill(
  x: number,
  y: number,
  { words: text, tone }: NonNullable<ReturnType<typeof policyWords>>,
  width: number,
  { palette }: Style,
): string {
  const look = {
    deny: [palette['deny-ink'], palette['deny-bg'], palette.deny],
    neutral: [palette.ink2, palette.panel, palette.line2],
    idle: [palette.ink2, 'none', palette.control],
  } as const;
  const [ink, fill, line] = look[tone];
  return pill(x, y, text, width, ink, fill, line, tone === 'idle');
}

/** A chip with a text in it. One that is struck out is there and does nothing. */
export function pill(
  x: number,
  y: number,
  text: string,
  most: number,
  ink: string,
  fill: string,
  line: string,
  isStruck = false,
): string {
  const shown = fitted(text, 10.5, most - 16);
  const width = Math.min(most, textWidth(shown, 10.5) + 16);
  return (
    element('rect', {
      x,
      y,
      width,
      height: 18,
      rx: 9,
      fill,
      stroke: line,
      'stroke-opacity': 0.6,
      'stroke-dasharray': isStruck ? '3 3' : undefined,
    }) +
    words(x + width / 2, y + 12.6, shown, 10.5, ink, {
      'text-anchor': 'middle',
      'font-weight': 600,
      'text-decoration': isStruck ? 'line-through' : undefined,
    })
  );
}

/** A line of text with its baseline at `y`. */
export function words(
  x: number,
  y: number,
  text: string,
  size: number,
  fill: string,
  more: Readonly<Record<string, string | number | undefined>> = {},
): string {
  return element('text', { x, y, 'font-size': size, fill, ...more }, textNode(text));
}
