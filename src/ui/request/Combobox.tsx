import {
  useId,
  useLayoutEffect,
  useRef,
  useState,
  type CSSProperties,
  type KeyboardEvent,
  type RefObject,
} from 'react';
import { useTexts } from '#ui/i18n/useTexts.ts';
import { lazyPart } from '#ui/kit/lazyPart.tsx';
import kit from '#ui/kit/panel.module.css';
import { filterOptions } from './filterOptions.ts';
import type { RequestOption } from './requestOption.ts';
import styles from './Combobox.module.css';

const OptionList = lazyPart(async () => (await import('./OptionList.tsx')).OptionList);

interface ComboboxProps {
  readonly label: string;
  readonly placeholder: string;
  readonly value: string;
  readonly options: readonly RequestOption[];
  /** Said where the text names nothing of this scenario. */
  readonly unknown?: string | undefined;
  readonly onType: (text: string) => void;
  readonly onChoose: (option: RequestOption) => void;
}

/**
 * A text field that offers what the scenario contains, by the ARIA combobox pattern: any text may stay in it. The list
 * opens by typing, a click or the arrow keys and lies in the browser's top layer, so no panel cuts it off.
 */
export function Combobox({ label, placeholder, value, options, unknown, onType, onChoose }: ComboboxProps) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState<CSSProperties>();
  const [active, setActive] = useState(-1);
  const [typed, setTyped] = useState('');
  const open = place !== undefined;
  const offered = open ? filterOptions(options, typed) : [];

  useShownList(list, open, active);

  function show(filter: string): void {
    if (input.current === null) return;
    setTyped(filter);
    setPlace(placeOf(input.current.getBoundingClientRect()));
  }

  function hide(): void {
    setPlace(undefined);
    setActive(-1);
  }

  function choose(option: RequestOption): void {
    onChoose(option);
    hide();
  }

  function move(step: 1 | -1): void {
    if (!open) show('');
    const count = open ? offered.length : options.length;
    if (count > 0) setActive(active < 0 && step < 0 ? count - 1 : (active + step + count) % count);
  }

  function handleKeyDown(event: KeyboardEvent): void {
    const chosen = offered[active];
    const arrow = event.key === 'ArrowDown' || event.key === 'ArrowUp';
    // Enter without a choice sends the request, and Escape without a list belongs to the page.
    if (arrow || (event.key === 'Enter' && chosen !== undefined) || (event.key === 'Escape' && open)) {
      event.preventDefault();
      event.stopPropagation();
    }
    if (arrow) move(event.key === 'ArrowDown' ? 1 : -1);
    else if (event.key === 'Enter' && chosen !== undefined) choose(chosen);
    else if (event.key === 'Enter' || event.key === 'Escape') hide();
  }

  return (
    <>
      <input
        ref={input}
        className={styles.input}
        role="combobox"
        aria-label={label}
        aria-autocomplete="list"
        aria-expanded={open}
        aria-controls={`${id}-list`}
        aria-activedescendant={active >= 0 && open ? `${id}-${String(active)}` : undefined}
        autoComplete="off"
        spellCheck={false}
        placeholder={placeholder}
        value={value}
        aria-invalid={unknown !== undefined}
        title={unknown}
        onChange={({ target }) => {
          onType(target.value);
          setActive(-1);
          show(target.value);
        }}
        onClick={() => {
          if (!open) show('');
        }}
        onBlur={hide}
        onKeyDown={handleKeyDown}
      />
      <div ref={list} popover="manual" className={styles.list} style={place}>
        {open ? (
          <OptionList id={id} label={label} options={offered} active={active} onChoose={choose} onPoint={setActive} />
        ) : null}
      </div>
      <OptionCount count={open ? offered.length : undefined} />
    </>
  );
}

/** Says how many options there are, for whoever does not see them. */
function OptionCount({ count }: { readonly count: number | undefined }) {
  const { request: texts } = useTexts().panels;
  return (
    <span className={kit.hidden} role="status">
      {count === undefined ? '' : texts.options(count)}
    </span>
  );
}

/** Keeps the list of the top layer open or closed, and its active option in view. */
function useShownList(list: RefObject<HTMLElement | null>, open: boolean, active: number): void {
  useLayoutEffect(() => {
    if (open) list.current?.showPopover();
    else list.current?.hidePopover();
  }, [list, open]);

  useLayoutEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [list, active]);
}

const gap = 8;
const preferredHeight = 340;

/** Above the field where there is more room, else below; never wider than the window. */
function placeOf(field: DOMRect): CSSProperties {
  const { innerWidth, innerHeight } = window;
  const left = Math.max(gap, Math.min(field.left - gap, innerWidth - 320));
  const room = {
    left,
    minWidth: Math.min(field.width + 2 * gap, innerWidth - 2 * gap),
    maxWidth: innerWidth - left - gap,
  };
  return field.top > innerHeight - field.bottom
    ? { ...room, bottom: innerHeight - field.top + gap, maxHeight: Math.min(preferredHeight, field.top - 2 * gap) }
    : { ...room, top: field.bottom + gap, maxHeight: Math.min(preferredHeight, innerHeight - field.bottom - 2 * gap) };
}
