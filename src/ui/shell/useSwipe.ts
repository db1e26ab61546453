import { useRef, type TouchEvent } from 'react';

const farEnough = 56;

interface SwipeHandlers {
  readonly onTouchStart: (event: TouchEvent) => void;
  readonly onTouchEnd: (event: TouchEvent) => void;
}

/** A finger that moves sideways steps through the hops: to the left goes on, to the right goes back. */
export function useSwipe(onSwipe: (hops: 1 | -1) => void): SwipeHandlers {
  const start = useRef<{ readonly x: number; readonly y: number }>(undefined);
  return {
    onTouchStart({ touches }) {
      const touch = touches.length === 1 ? touches[0] : undefined;
      start.current = touch === undefined ? undefined : { x: touch.clientX, y: touch.clientY };
    },
    onTouchEnd({ changedTouches }) {
      const touch = changedTouches[0];
      if (touch === undefined || start.current === undefined) return;
      const [dx, dy] = [touch.clientX - start.current.x, touch.clientY - start.current.y];
      start.current = undefined;
      if (Math.abs(dx) >= farEnough && Math.abs(dx) > 2 * Math.abs(dy)) onSwipe(dx < 0 ? 1 : -1);
    },
  };
}
