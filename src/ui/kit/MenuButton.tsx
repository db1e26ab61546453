import { lazy, Suspense, useState, type ReactNode } from 'react';
import type { MenuEntry } from './Menu.tsx';

const Menu = lazy(() => import('./Menu.tsx').then(({ Menu: component }) => ({ default: component })));

interface MenuButtonProps {
  /** The name of the button where it shows no words, and of the menu. */
  readonly label: string;
  readonly className: string | undefined;
  readonly entries: () => readonly MenuEntry[];
  readonly disabled?: boolean;
  readonly children: ReactNode;
}

/** A button that opens a menu under itself. */
export function MenuButton({ label, className, entries, disabled = false, children }: MenuButtonProps) {
  const [at, setAt] = useState<DOMRect>();
  return (
    <>
      <button
        type="button"
        className={className}
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={at !== undefined}
        disabled={disabled}
        onClick={(event) => {
          setAt(event.currentTarget.getBoundingClientRect());
        }}
      >
        {children}
      </button>
      {at === undefined ? null : (
        <Suspense>
          <Menu
            label={label}
            entries={entries()}
            at={at}
            onClose={() => {
              setAt(undefined);
            }}
          />
        </Suspense>
      )}
    </>
  );
}
