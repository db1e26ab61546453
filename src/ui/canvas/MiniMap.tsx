import { useReactFlow, useStore, type ReactFlowState } from '@xyflow/react';
import type { PointerEvent } from 'react';
import { useTexts } from '#ui/i18n/useTexts.ts';
import { boxOf } from './boxOf.ts';
import type { Rect } from './geometry.ts';
import { sameData } from './keepSame.ts';
import styles from './MiniMap.module.css';

interface Overview {
  readonly boxes: readonly (Rect & { readonly id: string; readonly type: string })[];
  readonly view: Rect;
}

const size = { width: 148, height: 96 };
const mostNodes = 600;

/** The whole canvas in small, once it is larger than what is in view. A click or drag in it moves the view. */
export function MiniMap() {
  const { canvas: texts } = useTexts().shell;
  const flow = useReactFlow();
  const { boxes, view } = useStore(overviewOf, sameData);
  const whole = boundsOf(boxes);
  if (whole === undefined || boxes.length > mostNodes || contains(view, whole)) return null;
  const frame = around(whole, view);

  function moveTo(event: PointerEvent<HTMLButtonElement>): void {
    if (event.buttons === 0) return;
    const place = event.currentTarget.getBoundingClientRect();
    const x = frame.x + ((event.clientX - place.left) / place.width) * frame.width;
    const y = frame.y + ((event.clientY - place.top) / place.height) * frame.height;
    void flow.setCenter(x, y, { zoom: flow.getZoom() });
  }

  return (
    <button
      type="button"
      className={styles.map}
      aria-label={`${texts.minimap}. ${texts.fit}`}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        moveTo(event);
      }}
      onPointerMove={moveTo}
      onClick={(event) => {
        if (event.detail === 0) void flow.fitView({ padding: 0.1, maxZoom: 1 });
      }}
    >
      <svg
        width={size.width}
        height={size.height}
        viewBox={`${String(frame.x)} ${String(frame.y)} ${String(frame.width)} ${String(frame.height)}`}
        aria-hidden="true"
      >
        {boxes.map(({ id, type, x, y, width, height }) => (
          <rect key={id} className={styles.box} data-type={type} x={x} y={y} width={width} height={height} rx={10} />
        ))}
        <rect className={styles.view} x={view.x} y={view.y} width={view.width} height={view.height} rx={8} />
      </svg>
    </button>
  );
}

function overviewOf({ nodeLookup, transform, width, height }: ReactFlowState): Overview {
  const [x, y, zoom] = transform;
  const boxes = [...nodeLookup.values()].flatMap((node) => {
    const box = boxOf(node);
    if (box === undefined) return [];
    return [{ x: box.x, y: box.y, width: box.width, height: box.height, id: node.id, type: node.type ?? '' }];
  });
  return { boxes, view: { x: -x / zoom, y: -y / zoom, width: width / zoom, height: height / zoom } };
}

function boundsOf(boxes: readonly Rect[]): Rect | undefined {
  const [first, ...rest] = boxes;
  return first === undefined ? undefined : rest.reduce<Rect>(union, first);
}

function union(a: Rect, b: Rect): Rect {
  const [x, y] = [Math.min(a.x, b.x), Math.min(a.y, b.y)];
  return {
    x,
    y,
    width: Math.max(a.x + a.width, b.x + b.width) - x,
    height: Math.max(a.y + a.height, b.y + b.height) - y,
  };
}

function contains(view: Rect, whole: Rect): boolean {
  const slack = 12;
  return (
    whole.x >= view.x - slack &&
    whole.y >= view.y - slack &&
    whole.x + whole.width <= view.x + view.width + slack &&
    whole.y + whole.height <= view.y + view.height + slack
  );
}

function around(whole: Rect, view: Rect): Rect {
  const both = union(whole, view);
  return { x: both.x - 30, y: both.y - 30, width: both.width + 60, height: both.height + 60 };
}
