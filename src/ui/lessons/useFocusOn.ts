import { useEffect, useRef } from 'react';

/**
 * When what was pressed is taken off the page, the focus would begin again at the top of the page. Where it has fallen
 * that far as the state changed, it goes on here; it is never taken from anything that has it.
 */
export function useFocusOn<Element extends HTMLElement>(state: unknown, find: (root: Element) => HTMLElement | null) {
  const root = useRef<Element>(null);
  const before = useRef(state);
  useEffect(() => {
    if (before.current === state) return;
    before.current = state;
    const { activeElement, body } = document;
    if (root.current === null || (activeElement !== null && activeElement !== body)) return;
    find(root.current)?.focus({ preventScroll: true });
  });
  return root;
}
