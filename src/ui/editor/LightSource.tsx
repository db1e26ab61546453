import {
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type MouseEvent,
  type RefObject,
} from 'react';
import { useTexts } from '#ui/i18n/useTexts.ts';
import { useActions, useAppStore } from '#ui/useAppStore.ts';
import { lineAt, lineIndex, lineText, type LineIndex } from './lineIndex.ts';
import { lineMarks } from './lineMarks.ts';
import { SourceLine } from './SourceLine.tsx';
import { sourceMetrics } from './sourceMetrics.ts';
import { useSourceMarks } from './useSourceMarks.ts';
import { firstLineState, tokenizeYamlLine, type YamlToken } from './yamlTokens.ts';
import styles from './LightSource.module.css';

const { lineHeight, paddingTop, textLeft, charWidth } = sourceMetrics;

/** Lines drawn beyond both edges, so that scrolling shows no gaps. */
const overscan = 20;

/** How far up a line's block scalar is looked for. */
const lookBack = 200;

interface LightSourceProps {
  /** Somebody wants to write, from this offset. */
  readonly onEdit: (offset: number) => void;
}

/** The text to read, in colours and with marks, without the weight of an editor. Only lines in view are drawn. */
export function LightSource({ onEdit }: LightSourceProps) {
  const { manifests: texts } = useTexts().panels.source;
  const text = useAppStore((state) => state.text);
  const readOnly = useAppStore((state) => state.readOnly);
  const { followCaret } = useActions();
  const sources = useSourceMarks();
  const index = useMemo(() => lineIndex(text), [text]);
  const marks = useMemo(() => lineMarks(index, sources), [index, sources]);
  const box = useRef<HTMLDivElement>(null);
  const view = useView(box);
  useReveal(box, index, (sources.lit[0] ?? sources.keyField ?? sources.fields[0])?.start ?? sources.selected[0]?.start);

  const lines = useMemo(() => tokenizedLines(index, view.first, view.last), [index, view]);

  function handleClick(event: MouseEvent): void {
    if (box.current === null || getSelection()?.isCollapsed === false) return;
    const area = box.current.getBoundingClientRect();
    const y = event.clientY - area.top + box.current.scrollTop - paddingTop;
    const line = Math.max(0, Math.min(index.starts.length - 1, Math.floor(y / lineHeight)));
    const column = Math.round((event.clientX - area.left + box.current.scrollLeft - textLeft) / charWidth);
    const start = index.starts[line] ?? 0;
    const offset = start + Math.max(0, Math.min(column, lineText(index, line).length));
    followCaret(offset);
    // A finger that taps a line wants to read; the editor is for a pointer and a keyboard.
    if (!readOnly && matchMedia('(pointer: fine)').matches) onEdit(offset);
  }

  function handleKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || readOnly) return;
    event.preventDefault();
    onEdit(index.starts[view.first] ?? 0);
  }

  return (
    <div
      ref={box}
      className={styles.source}
      role="textbox"
      aria-multiline
      aria-readonly
      aria-label={`${texts.label}. ${readOnly ? texts.readOnly : texts.editHint}`}
      tabIndex={0}
      onClick={handleClick}
      onKeyDown={handleKeyDown}
    >
      <div className={styles.lines} style={{ height: index.starts.length * lineHeight + 2 * paddingTop }}>
        <div style={{ transform: `translateY(${String(view.first * lineHeight + paddingTop)}px)` }}>
          {lines.map(({ line, tokens }) => (
            <SourceLine key={line} number={line + 1} tokens={tokens} mark={marks.get(line)} />
          ))}
        </div>
      </div>
    </div>
  );
}

/** First and last line that are drawn. */
function useView(box: RefObject<HTMLDivElement | null>): { readonly first: number; readonly last: number } {
  const [view, setView] = useState({ first: 0, last: 60 });
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return undefined;
    const look = (): void => {
      // Steps of ten lines: scrolling inside of them draws nothing new.
      const first = Math.max(0, Math.floor(element.scrollTop / lineHeight / 10) * 10 - overscan);
      const last = Math.ceil((element.scrollTop + element.clientHeight) / lineHeight / 10) * 10 + overscan;
      setView((before) => (before.first === first && before.last === last ? before : { first, last }));
    };
    const observer = new ResizeObserver(look);
    observer.observe(element);
    element.addEventListener('scroll', look, { passive: true });
    // No look now: the observer comes before the first paint by itself, and asking sooner lays the page out twice.
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, [box]);
  return view;
}

/** Brings what was asked for into view, and else the first marked line when it is out of sight. */
function useReveal(box: RefObject<HTMLDivElement | null>, index: LineIndex, marked: number | undefined): void {
  const reveal = useAppStore((state) => state.reveal);
  const wanted = reveal?.range.start;

  useEffect(() => {
    if (wanted !== undefined) scrollTo(box.current, lineAt(index, wanted));
    // The text may change under a wish that was granted; only a new wish scrolls.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [reveal]);

  useEffect(() => {
    if (marked !== undefined) scrollTo(box.current, lineAt(index, marked));
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [marked]);
}

function scrollTo(element: HTMLDivElement | null, line: number): void {
  if (element === null) return;
  const top = line * lineHeight + paddingTop;
  const visible = top >= element.scrollTop && top + 3 * lineHeight <= element.scrollTop + element.clientHeight;
  if (!visible) element.scrollTop = Math.max(0, top - element.clientHeight / 3);
}

function tokenizedLines(
  index: LineIndex,
  first: number,
  last: number,
): readonly { readonly line: number; readonly tokens: readonly YamlToken[] }[] {
  const lines: { line: number; tokens: readonly YamlToken[] }[] = [];
  let state = firstLineState;
  const end = Math.min(last, index.starts.length - 1);
  for (let line = Math.max(0, first - lookBack); line <= end; line += 1) {
    const { tokens, next } = tokenizeYamlLine(lineText(index, line), state);
    state = next;
    if (line >= first) lines.push({ line, tokens });
  }
  return lines;
}
