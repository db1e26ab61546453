import { useRef, type KeyboardEvent, type PointerEvent } from 'react';
import styles from './Splitter.module.css';

interface SplitterProps {
  readonly label: string;
  readonly direction: 'across' | 'down';
  /** Size in per cent of the panel that it resizes. */
  readonly value: number;
  readonly min: number;
  readonly max: number;
  /** Whether the panel lies before or after the bar. */
  readonly panel: 'before' | 'after';
  readonly onChange: (value: number) => void;
}

const step = 2;

/**
 * The bar between two panels, moved by pointer or arrow keys; a double click or Home restores nothing by itself, it only
 * reports sizes. Written here because the package for it weighs a tenth of what the page may load.
 */
export function Splitter(props: SplitterProps) {
  const { label, direction, value, min, max, panel, onChange } = props;
  const start = useRef<{ readonly at: number; readonly value: number; readonly whole: number }>(undefined);

  function report(wanted: number): void {
    onChange(Math.round(Math.min(max, Math.max(min, wanted)) * 10) / 10);
  }

  function handlePointerDown(event: PointerEvent<HTMLDivElement>): void {
    const frame = event.currentTarget.parentElement?.getBoundingClientRect();
    if (frame === undefined) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const whole = direction === 'across' ? frame.width : frame.height;
    start.current = { at: direction === 'across' ? event.clientX : event.clientY, value, whole };
  }

  function handlePointerMove(event: PointerEvent): void {
    if (start.current === undefined) return;
    const { at, value: before, whole } = start.current;
    const moved = (((direction === 'across' ? event.clientX : event.clientY) - at) / whole) * 100;
    report(before + (panel === 'before' ? moved : -moved));
  }

  function handleKeyDown(event: KeyboardEvent): void {
    const grow = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (grow === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    report(value + grow * step * (panel === 'before' ? 1 : -1));
  }

  return (
    // A separator that can be focused is a widget by the ARIA specification; the lint rule knows only the other kind.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      role="separator"
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      aria-label={label}
      aria-orientation={direction === 'across' ? 'vertical' : 'horizontal'}
      aria-valuenow={Math.round(value)}
      aria-valuemin={min}
      aria-valuemax={max}
      className={styles.bar}
      data-direction={direction}
      onPointerDown={handlePointerDown}
      onPointerMove={handlePointerMove}
      onPointerUp={() => {
        start.current = undefined;
      }}
      onKeyDown={handleKeyDown}
    />
  );
}
