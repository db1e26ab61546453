/** Moves the view by `move`, softly: the browser's compositor carries the viewport to its new place. */
export function glide(milliseconds: number, move: () => unknown): void {
  const viewport = document.querySelector<HTMLElement>('.react-flow__viewport');
  if (viewport !== null && milliseconds > 0) {
    viewport.style.transition = `transform ${String(milliseconds)}ms ease-out`;
    setTimeout(() => {
      viewport.style.transition = '';
    }, milliseconds);
  }
  void move();
}
