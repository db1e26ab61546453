import { useReactFlow } from '@xyflow/react';
import { useEffect, useRef } from 'react';
import { useAppStore } from '#ui/useAppStore.ts';
import { fitOptions } from './useCanvasActions.ts';

/** Shows everything when a scenario is opened, and when the first object appears in an empty one; never on an edit. */
export function useFitOnOpen(nodeCount: number): void {
  const flow = useReactFlow();
  const hasAnswer = useAppStore((state) => state.compiled !== undefined);
  const fitted = useRef(false);

  useEffect(() => {
    if (!hasAnswer || nodeCount === 0) {
      fitted.current = false;
      return undefined;
    }
    if (fitted.current) return undefined;
    // The canvas has its size after the first drawing.
    const frame = requestAnimationFrame(() => {
      fitted.current = true;
      void flow.fitView({ ...fitOptions() });
    });
    return () => {
      cancelAnimationFrame(frame);
    };
  }, [flow, hasAnswer, nodeCount]);
}
