import { useRef, type PointerEvent } from 'react';

const patienceMs = 550;
const tolerance = 8;

interface LongPressHandlers {
  readonly onPointerDown: (event: PointerEvent) => void;
  readonly onPointerMove: (event: PointerEvent) => void;
  readonly onPointerUp: () => void;
  readonly onPointerCancel: () => void;
}

/** A finger that rests opens the context menu, as a right click does. */
export function useLongPress(
  onLongPress: (x: number, y: number, target: EventTarget | null) => void,
): LongPressHandlers {
  const press = useRef<{ readonly x: number; readonly y: number; readonly timer: number }>(undefined);

  function stop(): void {
    window.clearTimeout(press.current?.timer);
    press.current = undefined;
  }

  return {
    onPointerDown(event) {
      stop();
      if (event.pointerType !== 'touch' || !event.isPrimary) return;
      const { clientX: x, clientY: y, target } = event;
      const timer = window.setTimeout(() => {
        press.current = undefined;
        onLongPress(x, y, target);
      }, patienceMs);
      press.current = { x, y, timer };
    },
    onPointerMove(event) {
      const start = press.current;
      if (start !== undefined && Math.hypot(event.clientX - start.x, event.clientY - start.y) > tolerance) stop();
    },
    onPointerUp: stop,
    onPointerCancel: stop,
  };
}
