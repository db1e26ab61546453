import { useStore, ViewportPortal, type ReactFlowState } from '@xyflow/react';
import { useMemo } from 'react';
import { useTexts } from '#ui/i18n/useTexts.ts';
import { useAppStore } from '#ui/useAppStore.ts';
import { boxOf } from '../canvas/boxOf.ts';
import { bentAround, curveBetween, samplesOf, type Box, type Curve, type Rect } from '../canvas/geometry.ts';
import { sameData } from '../canvas/keepSame.ts';
import { useFilm } from './film.ts';
import { LegChip, LegLine, sizeOfChip } from './LegLine.tsx';
import styles from './PathLayer.module.css';
import { PathMarks } from './PathMarks.tsx';
import type { Route } from './route.ts';
import { Token } from './Token.tsx';
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
  const token = useMemo(
    () => tokenRect(timeline.acts[Math.min(step, timeline.acts.length - 1)], curves),
    [timeline, step, curves],
  );

  const taken: Rect[] = [...obstacles, ...token];
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
        <Token curves={curves} />
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

/** What the resting token and its badge cover, so that labels keep away from them. */
function tokenRect(act: Act | undefined, curves: readonly (Curve | undefined)[]): readonly Rect[] {
  const curve = curves[act?.leg ?? act?.stands?.leg ?? -1];
  if (act === undefined || curve === undefined) return [];
  const { x, y } = samplesOf(curve)(act.leg !== undefined ? 0.5 : act.stands?.at === 'end' ? 1 : 0);
  const dot = { x: x - 22, y: y - 11, width: 44, height: 22 };
  const left = act.leg !== undefined ? x - 52 : curve.control2.x < curve.to.x ? x - 100 : x;
  return [dot, { x: left, y: y + 11, width: 104, height: 20 }];
}
