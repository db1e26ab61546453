import { useId, useRef, useState, type CSSProperties, type ReactNode } from 'react';
import { flushSync } from 'react-dom';
import styles from './Popover.module.css';

interface PopoverProps {
  /** What the button shows. */
  readonly trigger: ReactNode;
  /** Says what opens; the name of both the button, where it shows no words, and the box. */
  readonly label: string;
  readonly buttonClassName: string;
  readonly side?: 'above' | 'below';
  readonly disabled?: boolean;
  readonly onOpen?: () => void;
  readonly children: (close: () => void) => ReactNode;
}

/** A button with a box that opens beside it in the browser's top layer; Escape or a click elsewhere closes it. */
export function Popover(props: PopoverProps) {
  const { trigger, label, buttonClassName, side = 'below', disabled = false, onOpen, children } = props;
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const [place, setPlace] = useState<CSSProperties>();

  function close(): void {
    // The browser gives the focus back to the button.
    document.getElementById(id)?.hidePopover();
  }

  return (
    <>
      <button
        ref={button}
        type="button"
        className={buttonClassName}
        popoverTarget={id}
        aria-haspopup="dialog"
        aria-label={label}
        disabled={disabled}
      >
        {trigger}
      </button>
      <div
        id={id}
        popover="auto"
        role="dialog"
        aria-label={label}
        className={styles.box}
        style={place}
        onBeforeToggle={(event) => {
          const opens = event.newState === 'open';
          const anchor = opens ? button.current?.getBoundingClientRect() : undefined;
          // The box is shown right after this event and must stand in its place by then.
          flushSync(() => {
            setPlace(anchor === undefined ? undefined : besides(anchor, side));
          });
          if (opens) onOpen?.();
        }}
      >
        {place === undefined ? null : children(close)}
      </div>
    </>
  );
}

const gap = 6;
const margin = 8;

function besides(anchor: DOMRect, side: 'above' | 'below'): CSSProperties {
  const { innerWidth, innerHeight } = window;
  const across: CSSProperties =
    anchor.left < innerWidth / 2
      ? { left: Math.max(margin, anchor.left), maxWidth: innerWidth - Math.max(margin, anchor.left) - margin }
      : { right: Math.max(margin, innerWidth - anchor.right), maxWidth: anchor.right - margin };
  return side === 'above'
    ? { ...across, bottom: innerHeight - anchor.top + gap, maxHeight: anchor.top - gap - margin }
    : { ...across, top: anchor.bottom + gap, maxHeight: innerHeight - anchor.bottom - gap - margin };
}
