import type { Transport } from '#model/trace.ts';
import {
  arrowHead,
  bentAround,
  curveBetween,
  pathOf,
  samplesOf,
  type Box,
  type Curve,
  type Rect,
} from '../canvas/geometry.ts';
import { sizeOfChip } from '../playback/legChip.ts';
import type { Route, RouteLeg } from '../playback/route.ts';
import { pill, type Style } from './nodeSvg.ts';
import type { Palette } from './palette.ts';
import { element } from './svgElement.ts';

/** The path of a request over the nodes: each leg by its transport, what it is called, and where it was turned away. */
export function pathSvg(
  route: Route,
  boxes: ReadonlyMap<string, Box>,
  obstacles: readonly Rect[],
  style: Style,
): string {
  const { palette, texts } = style;
  const taken: Rect[] = [...obstacles];
  const drawn = route.legs.flatMap((leg) => {
    const curve = curveOf(leg, boxes, obstacles);
    return curve === undefined ? [] : [{ leg, curve }];
  });
  const linesOfLegs = drawn.map(({ leg, curve }) => legSvg(leg, curve, palette));
  const chips = drawn.map(({ leg, curve }) => {
    const text = leg.bypassesWaypoint ? texts.plaintextNoWaypoint : texts.leg[leg.transport];
    const { rect } = sizeOfChip(text, curve, taken);
    taken.push(rect);
    const [ink, fill, line] = chipLook(leg, palette);
    return pill(rect.x, rect.y, text, rect.width + 12, ink, fill, line);
  });
  return linesOfLegs.join('') + chips.join('') + endSvg(route, boxes, drawn, palette);
}

function curveOf(
  { from, to }: RouteLeg,
  boxes: ReadonlyMap<string, Box>,
  obstacles: readonly Rect[],
): Curve | undefined {
  const [start, end] = [boxes.get(from), boxes.get(to)];
  if (start === undefined || end === undefined) return undefined;
  const others = obstacles.filter((rect) => [start, end].every(({ x, y }) => x !== rect.x || y !== rect.y));
  return bentAround(curveBetween(start, end), others);
}

/** A tunnel has a wall around its line, plaintext is dashed, a refused leg is red: never by colour alone. */
function legSvg(leg: RouteLeg, curve: Curve, palette: Palette): string {
  const d = pathOf(curve);
  const colour = leg.refused ? palette.deny : colourOf(leg.transport, palette);
  const stroke = (width: number, paint: string, more = {}): string =>
    element('path', { d, fill: 'none', stroke: paint, 'stroke-width': width, 'stroke-linecap': 'round', ...more });
  const isTunnel = leg.transport === 'hbone' || leg.transport === 'double-hbone';
  const walls = isTunnel
    ? (leg.transport === 'double-hbone' ? stroke(14, colour, { 'stroke-opacity': 0.18 }) : '') +
      stroke(9, colour, { 'stroke-opacity': 0.3 }) +
      stroke(6, palette.panel)
    : '';
  const dashes = leg.transport === 'plaintext' ? { 'stroke-dasharray': '6 5' } : {};
  const head = leg.refused
    ? ''
    : element('path', {
        d: arrowHead(curve),
        fill: 'none',
        stroke: colour,
        'stroke-width': 2.4,
        'stroke-linecap': 'round',
      });
  return walls + stroke(2.4, colour, dashes) + head;
}

function colourOf(transport: Transport, palette: Palette): string {
  if (transport === 'plaintext') return palette.plain;
  return transport === 'istio-mtls' ? palette.mtls : palette.hbone;
}

function chipLook({ refused, transport }: RouteLeg, palette: Palette): readonly [string, string, string] {
  if (refused) return [palette['deny-ink'], palette['deny-bg'], palette.deny];
  if (transport === 'plaintext') return [palette['plain-ink'], palette['plain-bg'], palette.plain];
  if (transport === 'istio-mtls') return [palette['mtls-ink'], palette['mtls-bg'], palette.mtls];
  return [palette['hbone-ink'], palette['hbone-bg'], palette.hbone];
}

/** A cross where the request was turned away, a tick where it arrived. */
function endSvg(
  { refusedAt, stops }: Route,
  boxes: ReadonlyMap<string, Box>,
  drawn: readonly { readonly leg: RouteLeg; readonly curve: Curve }[],
  palette: Palette,
): string {
  const node = refusedAt ?? stops.at(-1)?.node;
  const box = node === undefined ? undefined : boxes.get(node);
  if (box === undefined) return '';
  const colour = refusedAt === undefined ? palette.ok : palette.deny;
  const ring = element('rect', {
    x: box.x - 3,
    y: box.y - 3,
    width: box.width + 6,
    height: box.height + 6,
    rx: 12,
    fill: 'none',
    stroke: colour,
    'stroke-width': 2.5,
  });
  const last = drawn.findLast(({ leg }) => leg.to === refusedAt)?.curve;
  const corner = { x: box.x + box.width - 2, y: box.y + 2 };
  const at = last === undefined ? corner : samplesOf(last)(0.85);
  const sign = refusedAt === undefined ? 'M-4 .5l3 3 5.5-6.5' : 'M-4-4L4 4M4-4L-4 4';
  return (
    ring +
    element(
      'g',
      { transform: `translate(${at.x.toFixed(1)} ${at.y.toFixed(1)})` },
      element('circle', { r: 9.5, fill: colour }),
      element('path', { d: sign, fill: 'none', stroke: '#fff', 'stroke-width': 2.2, 'stroke-linecap': 'round' }),
    )
  );
}
