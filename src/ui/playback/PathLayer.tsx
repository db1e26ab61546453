import { useStore, ViewportPortal, type ReactFlowState } from '@xyflow/react';
import { useMemo } from 'react';
import type { ShellTexts } from '#ui/i18n/en/shell.ts';
import { useTexts } from '#ui/i18n/useTexts.ts';
import { useAppStore } from '#ui/useAppStore.ts';
import { boxOf } from '../canvas/boxOf.ts';
import { bentAround, curveBetween, type Box, type Curve, type Rect } from '../canvas/geometry.ts';
import { sameData } from '../canvas/keepSame.ts';
import { useFilm } from './film.ts';
import { LegChip, LegLine } from './LegLine.tsx';
import { sizeOfChip } from './legChip.ts';
import styles from './PathLayer.module.css';
import { PathMarks } from './PathMarks.tsx';
import { betweenNodes } from './betweenNodes.ts';
import type { Route } from './route.ts';
import { shortIdentity } from '../trace/shortIdentity.ts';
import { placeBadge } from './placeBadge.ts';
import { Token, type Badge } from './Token.tsx';
import type { Act } from './timeline.ts';

/** The path of the newest request over the canvas: its legs, what they carry, where it was turned away, and the token. */
export function PathLayer() {
  const { canvas: texts } = useTexts().shell;
  const { route, ghost, timeline } = useFilm();
  const step = useAppStore((state) => state.step);
  const boxes = useStore((state) => boxesOf(state, route, ghost), sameData);
  const obstacles = useStore((state) => (route.legs.length === 0 ? [] : nodeRects(state)), sameData);
  const curves = useMemo(() => route.legs.map((leg) => curveOf(boxes, leg, obstacles)), [route, boxes, obstacles]);
  const ghostCurves = useMemo(() => {
    const drawn = new Set(route.legs.map(({ from, to }) => `${from} ${to}`));
    return ghost.legs.flatMap((leg) =>
      drawn.has(`${leg.from} ${leg.to}`) ? [] : (curveOf(boxes, leg, obstacles) ?? []),
    );
  }, [route, ghost, boxes, obstacles]);
  const act = timeline.acts[Math.min(step, timeline.acts.length - 1)];
  const badge = badgeOf(act, curves, obstacles, texts);
  const taken: Rect[] = [...obstacles, ...tokenRects(badge)];
  const chips = route.legs.map((leg, index) => {
    const curve = curves[index];
    if (curve === undefined || leg.hop > step) return null;
    const text = leg.bypassesWaypoint ? texts.plaintextNoWaypoint : texts.leg[leg.transport];
    const { rect, centre } = sizeOfChip(text, curve, taken);
    taken.push(rect);
    return <LegChip key={leg.hop} leg={leg} text={text} centre={centre} />;
  });
  return (
    <ViewportPortal>
      <svg className={styles.lines} aria-hidden="true">
        {ghostCurves.map((curve, index) => (
          <LegLine key={index} curve={curve} />
        ))}
        {route.legs.map((leg, index) => {
          const curve = curves[index];
          return curve === undefined ? null : (
            <LegLine key={leg.hop} curve={curve} leg={leg} reached={leg.hop <= step} />
          );
        })}
      </svg>
      <div className={styles.layer} aria-hidden="true">
        <svg className={styles.marks}>
          <PathMarks boxes={boxes} curves={curves} />
        </svg>
        {chips}
        <Token curves={curves} badge={step === 0 ? undefined : badge} />
      </div>
    </ViewportPortal>
  );
}

type Boxes = Readonly<Record<string, Box>>;

function boxesOf(state: ReactFlowState, ...routes: readonly Route[]): Boxes {
  const boxes = Object.create(null) as Record<string, Box>;
  for (const route of routes) {
    for (const id of [...route.stops.map(({ node }) => node), ...route.legs.flatMap(({ from, to }) => [from, to])]) {
      const box = boxOf(state.nodeLookup.get(id));
      if (box !== undefined) boxes[id] = box;
    }
  }
  return boxes;
}

function nodeRects({ nodeLookup }: ReactFlowState): readonly Rect[] {
  return [...nodeLookup.values()].flatMap((node) => (node.type === 'namespace' ? [] : (boxOf(node) ?? [])));
}

function curveOf(
  boxes: Boxes,
  { from, to }: { readonly from: string; readonly to: string },
  obstacles: readonly Rect[],
): Curve | undefined {
  const [start, end] = [boxes[from], boxes[to]];
  if (start === undefined || end === undefined) return undefined;
  const others = obstacles.filter((rect) => [start, end].every(({ x, y }) => x !== rect.x || y !== rect.y));
  return bentAround(curveBetween(start, end), others);
}

/** The name under which the resting token goes, and where that stands. */
function badgeOf(
  act: Act | undefined,
  curves: readonly (Curve | undefined)[],
  obstacles: readonly Rect[],
  texts: ShellTexts['canvas'],
): Badge | undefined {
  const curve = curves[act?.leg ?? act?.stands?.leg ?? -1];
  if (act === undefined || curve === undefined) return undefined;
  const token = betweenNodes(curve)(act.leg !== undefined ? 0.5 : act.stands?.at === 'end' ? 1 : 0);
  const text = act.identity === undefined ? texts.noIdentity : texts.as(shortIdentity(act.identity));
  const side = act.leg === undefined ? arrival(curve) : undefined;
  return { text, token, rect: placeBadge(text, token, side, obstacles), standing: act.leg === undefined };
}

/** Beside a node that it has reached, the badge keeps to the side it came from. */
function arrival(curve: Curve): 'left' | 'right' | undefined {
  if (Math.abs(curve.to.x - curve.control2.x) < 1) return undefined;
  return curve.control2.x < curve.to.x ? 'left' : 'right';
}

/** What the resting token and its badge cover, so that labels keep away from them. */
function tokenRects(badge: Badge | undefined): readonly Rect[] {
  if (badge === undefined) return [];
  const { x, y } = badge.token;
  return [{ x: x - 22, y: y - 11, width: 44, height: 22 }, badge.rect];
}
