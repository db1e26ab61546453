import { useEffect, useRef, type CSSProperties, type KeyboardEvent, type ReactNode } from 'react';
import styles from './Menu.module.css';

export type MenuEntry =
  | {
      readonly kind: 'action';
      readonly id: string;
      readonly label: string;
      readonly detail?: string;
      readonly keys?: string;
      readonly icon?: ReactNode;
      /** Present on choices: whether this one is made. */
      readonly checked?: boolean;
      readonly disabled?: boolean;
      readonly danger?: boolean;
      run(): void;
    }
  | { readonly kind: 'heading'; readonly id: string; readonly label: string }
  | { readonly kind: 'line'; readonly id: string };

interface MenuProps {
  readonly label: string;
  readonly entries: readonly MenuEntry[];
  /** Where it opens: a point, or a box to open under. */
  readonly at: DOMRect | { readonly x: number; readonly y: number };
  readonly onClose: () => void;
}

/** A menu in the browser's top layer, by the ARIA pattern: arrows and first letters move, Escape and a click elsewhere close. */
export function Menu({ label, entries, at, onClose }: MenuProps) {
  const list = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const before = document.activeElement;
    const menu = list.current;
    menu?.showPopover();
    itemsOf(menu)[0]?.focus();
    return () => {
      if (
        before instanceof HTMLElement &&
        (document.activeElement === document.body || menu?.contains(document.activeElement) === true)
      ) {
        before.focus();
      }
    };
  }, []);

  return (
    <div
      ref={list}
      popover="auto"
      role="menu"
      tabIndex={-1}
      aria-label={label}
      className={styles.menu}
      style={placed(at, entries)}
      onToggle={(event) => {
        if (event.newState === 'closed') onClose();
      }}
      onKeyDown={(event) => {
        moveFocus(event, itemsOf(list.current), onClose);
      }}
    >
      {entries.map((entry) => (
        <MenuLine key={entry.id} entry={entry} onDone={onClose} />
      ))}
    </div>
  );
}

function MenuLine({ entry, onDone }: { readonly entry: MenuEntry; readonly onDone: () => void }) {
  if (entry.kind === 'line') return <div role="separator" className={styles.line} />;
  if (entry.kind === 'heading') {
    return (
      <div role="presentation" className={styles.heading}>
        {entry.label}
      </div>
    );
  }
  const isChoice = entry.checked !== undefined;
  return (
    <button
      type="button"
      role={isChoice ? 'menuitemradio' : 'menuitem'}
      {...(isChoice ? { 'aria-checked': entry.checked } : {})}
      tabIndex={-1}
      className={styles.item}
      disabled={entry.disabled ?? false}
      data-danger={entry.danger === true ? '' : undefined}
      onClick={() => {
        onDone();
        entry.run();
      }}
      onPointerMove={(event) => {
        event.currentTarget.focus({ preventScroll: true });
      }}
    >
      <span className={styles.icon}>{isChoice ? <Tick shown={entry.checked ?? false} /> : entry.icon}</span>
      <span className={styles.words}>
        {entry.label}
        {entry.detail === undefined ? null : <small>{entry.detail}</small>}
      </span>
      {entry.keys === undefined ? null : <kbd className={styles.keys}>{entry.keys}</kbd>}
    </button>
  );
}

function Tick({ shown }: { readonly shown: boolean }) {
  return (
    <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
      {shown ? (
        <path d="M3.5 8.5l3 3 6-7" fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
      ) : null}
    </svg>
  );
}

function itemsOf(menu: HTMLElement | null): readonly HTMLElement[] {
  return [...(menu?.querySelectorAll<HTMLElement>('button:not(:disabled)') ?? [])];
}

function moveFocus(event: KeyboardEvent, items: readonly HTMLElement[], onClose: () => void): void {
  event.stopPropagation();
  if (event.key === 'Tab') onClose();
  const position = items.findIndex((item) => item === document.activeElement);
  const target = destination(event.key, position, items);
  if (target === undefined) return;
  event.preventDefault();
  target.focus();
}

function destination(key: string, position: number, items: readonly HTMLElement[]): HTMLElement | undefined {
  switch (key) {
    case 'ArrowDown':
      return items[(position + 1) % items.length];
    case 'ArrowUp':
      return items[(position + items.length - 1) % items.length];
    case 'Home':
      return items[0];
    case 'End':
      return items.at(-1);
    default:
      if (key.length !== 1 || key === ' ') return undefined;
      return [...items.slice(position + 1), ...items].find((item) =>
        item.textContent.trim().toLowerCase().startsWith(key.toLowerCase()),
      );
  }
}

const margin = 8;
const width = 248;

function placed(at: MenuProps['at'], entries: readonly MenuEntry[]): CSSProperties {
  const { innerWidth, innerHeight } = window;
  const height = entries.reduce((sum, entry) => sum + heightOf(entry), 14);
  const isBox = 'bottom' in at;
  const below = isBox ? at.bottom + 6 : at.y;
  const left = isBox && at.left > innerWidth / 2 ? at.right - width : at.x;
  return {
    width,
    left: Math.max(margin, Math.min(left, innerWidth - width - margin)),
    top: Math.max(margin, Math.min(below, innerHeight - height - margin)),
    maxHeight: innerHeight - 2 * margin,
  };
}

function heightOf(entry: MenuEntry): number {
  if (entry.kind === 'line') return 9;
  if (entry.kind === 'heading') return 28;
  return entry.detail === undefined ? 32 : 48;
}
