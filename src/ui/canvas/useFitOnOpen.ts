import { useReactFlow } from '@xyflow/react';
import { useEffect, useRef } from 'react';
import { useAppStore, useStateReader } from '#ui/useAppStore.ts';
import { fitOptions } from './useCanvasActions.ts';

/**
 * Shows everything when a scenario is opened, and when the first objects appear in an empty one; never on an edit. What
 * the user puts down first is left under the pointer.
 */
export function useFitOnOpen(nodeCount: number): void {
  const flow = useReactFlow();
  const hasAnswer = useAppStore((state) => state.compiled !== undefined);
  const read = useStateReader();
  const fitted = useRef(false);
  const wasEmpty = useRef(false);

  useEffect(() => {
    if (!hasAnswer || nodeCount === 0) {
      fitted.current = false;
      wasEmpty.current = hasAnswer;
      return undefined;
    }
    if (wasEmpty.current && Object.keys(read().compiled?.spec.layout ?? {}).length > 0) fitted.current = true;
    wasEmpty.current = false;
    if (fitted.current) return undefined;
    // The canvas has its size after the first drawing.
    const frame = requestAnimationFrame(() => {
      fitted.current = true;
      void flow.fitView({ ...fitOptions() });
    });
    return () => {
      cancelAnimationFrame(frame);
    };
  }, [flow, read, hasAnswer, nodeCount]);
}
