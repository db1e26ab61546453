import { ReactFlowProvider } from '@xyflow/react';
import { lazy, Suspense, useState, type DragEvent } from 'react';
import { useTexts } from '#ui/i18n/useTexts.ts';
import { useActions, useAppStore, useStateReader } from '#ui/useAppStore.ts';
import { MeshCanvas } from '../canvas/MeshCanvas.tsx';
import { SourcePanel } from '../editor/SourcePanel.tsx';
import { FirstRun } from '../firstRun/FirstRun.tsx';
import { isEmbedded } from '../embed/isEmbedded.ts';
import { lazyPart } from '../kit/lazyPart.tsx';
import panel from '../kit/panel.module.css';
import { Splitter } from '../kit/Splitter.tsx';
import { FilmContext, useFilmOfStore } from '../playback/film.ts';
import { Player } from '../playback/Player.tsx';
import { TimelineOrHint } from '../playback/TimelineOrHint.tsx';
import { usePlayback } from '../playback/usePlayback.ts';
import { RequestBar } from '../request/RequestBar.tsx';
import { ContextPanel } from '../trace/ContextPanel.tsx';
import { Contained } from './Failure.tsx';
import styles from './Frame.module.css';
import { titleOf } from './titleOf.ts';
import { TopBar } from './TopBar.tsx';
import { useUiState } from './uiState.ts';
import { useGlobalKeys } from './useGlobalKeys.ts';
import { useImport } from './useImport.ts';
import { useIsNarrow } from './useIsNarrow.ts';
import { useSwipe } from './useSwipe.ts';
import { useSettled } from './useSettled.ts';
import { useTheme } from './useTheme.ts';

const ConformanceDialog = lazy(() =>
  import('../conformance/ConformanceDialog.tsx').then(({ ConformanceDialog: component }) => ({ default: component })),
);
const CompareDialog = lazy(() =>
  import('../compare/CompareDialog.tsx').then(({ CompareDialog: component }) => ({ default: component })),
);
const EmbedBody = lazy(() =>
  import('../embed/EmbedBody.tsx').then(({ EmbedBody: component }) => ({ default: component })),
);
const HistoryDialog = lazyPart(async () => (await import('../history/HistoryDialog.tsx')).HistoryDialog);
const PresentBody = lazyPart(async () => (await import('../present/PresentBody.tsx')).PresentBody);
const KeysDialog = lazy(() => import('./KeysDialog.tsx').then(({ KeysDialog: component }) => ({ default: component })));
const LearnDialog = lazy(() =>
  import('../lessons/LearnDialog.tsx').then(({ LearnDialog: component }) => ({ default: component })),
);
const Notices = lazy(() => import('./Notices.tsx').then(({ Notices: component }) => ({ default: component })));
const PasteDialog = lazy(() =>
  import('./PasteDialog.tsx').then(({ PasteDialog: component }) => ({ default: component })),
);

/** The page: top bar, source, canvas, context, and the dock with request and player. */
export function Frame() {
  const { frame: texts } = useTexts().shell;
  const film = useFilmOfStore();
  const isNarrow = useIsNarrow();
  const presenting = useUiState((state) => state.presenting);
  const drop = useDrop();
  usePlayback(film);
  useGlobalKeys();
  useSettled();
  useTheme();
  if (isEmbedded) {
    return (
      <FilmContext value={film}>
        <ReactFlowProvider>
          <Embedded />
        </ReactFlowProvider>
      </FilmContext>
    );
  }
  if (presenting) {
    return (
      <FilmContext value={film}>
        <ReactFlowProvider>
          <Contained>
            <PresentBody />
          </Contained>
          <Dialogs />
        </ReactFlowProvider>
      </FilmContext>
    );
  }
  return (
    <FilmContext value={film}>
      <ReactFlowProvider>
        <div className={styles.frame} {...drop.handlers}>
          <a href="#canvas" className={styles.skip}>
            {texts.skip}
          </a>
          <TopBar />
          <Contained>{isNarrow ? <NarrowBody /> : <WideBody />}</Contained>
          {drop.isOver ? <p className={styles.drop}>{texts.dropHere}</p> : null}
          <Dialogs />
        </div>
      </ReactFlowProvider>
    </FilmContext>
  );
}

function Embedded() {
  const { frame: texts } = useTexts().shell;
  const title = useAppStore(titleOf) ?? texts.untitled;
  return (
    <Contained>
      <Suspense>
        <EmbedBody title={title} />
      </Suspense>
    </Contained>
  );
}

function Dialogs() {
  const { notices: texts } = useTexts().shell;
  const showingKeys = useUiState((state) => state.showingKeys);
  const showingConformance = useUiState((state) => state.showingConformance);
  const showingLearn = useUiState((state) => state.showingLearn);
  const showingHistory = useUiState((state) => state.showingHistory);
  const comparing = useUiState((state) => state.comparison !== undefined);
  const pasting = useUiState((state) => state.pasting);
  const hasNotice = useAppStore((state) => state.notice !== undefined);
  return (
    <>
      {/* The region stands before anything is said in it: only then screen readers read what comes. */}
      <div role="status" aria-live="polite" aria-label={texts.region} className={styles.notices}>
        <Suspense>{hasNotice ? <Notices /> : null}</Suspense>
      </div>
      <Suspense>
        {showingKeys ? <KeysDialog /> : null}
        {showingLearn ? <LearnDialog /> : null}
        {showingHistory ? <HistoryDialog /> : null}
        {showingConformance ? <ConformanceDialog /> : null}
        {comparing ? <CompareDialog /> : null}
        {pasting ? <PasteDialog /> : null}
      </Suspense>
    </>
  );
}

const group = 'main';
const usual = { left: 24.4, right: 24.4, dock: 19.8 };

function WideBody() {
  const { frame: texts } = useTexts().shell;
  const actions = useActions();
  const kept = useAppStore((state) => state.panels[group]);
  const sizes = { ...usual, ...kept };
  const resize = (name: keyof typeof usual) => (value: number) => {
    actions.setPanels(group, { ...sizes, [name]: value });
  };
  return (
    <main
      className={styles.body}
      style={{ gridTemplateRows: `minmax(0, 1fr) auto max(148px, ${String(sizes.dock)}%)` }}
    >
      <div
        className={styles.columns}
        style={{ gridTemplateColumns: `${String(sizes.left)}% auto minmax(0, 1fr) auto ${String(sizes.right)}%` }}
      >
        <section aria-label={texts.source} className={styles.side}>
          <Contained>
            <SourcePanel />
          </Contained>
        </section>
        <Splitter
          label={texts.resizeLeft}
          direction="across"
          panel="before"
          value={sizes.left}
          min={14}
          max={45}
          onChange={resize('left')}
        />
        <div className={styles.centre}>
          <Contained>
            <MeshCanvas />
            <FirstRun />
          </Contained>
        </div>
        <Splitter
          label={texts.resizeRight}
          direction="across"
          panel="after"
          value={sizes.right}
          min={16}
          max={45}
          onChange={resize('right')}
        />
        <section aria-label={texts.context} className={styles.side}>
          <Contained>
            <ContextPanel />
          </Contained>
        </section>
      </div>
      <Splitter
        label={texts.resizeDock}
        direction="down"
        panel="after"
        value={sizes.dock}
        min={16}
        max={50}
        onChange={resize('dock')}
      />
      <section aria-label={texts.dock} className={styles.dock}>
        <div className={styles.request}>
          <div className={styles.fields}>
            <Contained>
              <RequestBar />
            </Contained>
          </div>
          <Player />
        </div>
        <Contained>
          <TimelineOrHint />
        </Contained>
      </section>
    </main>
  );
}

/** On a phone: the canvas as a strip, the trace below it, the player at the bottom. For reading. */
function NarrowBody() {
  const { frame: texts } = useTexts().shell;
  const actions = useActions();
  const read = useStateReader();
  const hasSent = useAppStore((state) => state.sent !== undefined);
  // A lesson sends its requests itself, when it is their turn.
  const isLearning = useAppStore((state) => state.teaching?.lesson !== undefined);
  const swipe = useSwipe((hops) => {
    const { step } = read();
    actions.pause();
    actions.setStep(step + hops);
  });
  return (
    <main className={styles.narrow}>
      <div className={styles.strip}>
        <MeshCanvas strip />
      </div>
      <section aria-label={texts.context} className={styles.reading} {...swipe}>
        <ContextPanel />
      </section>
      <section aria-label={texts.dock} className={styles.controls}>
        {hasSent ? (
          <Player />
        ) : isLearning ? null : (
          <button type="button" className={panel.primary} onClick={() => void actions.send()}>
            {texts.send}
          </button>
        )}
      </section>
    </main>
  );
}

interface Drop {
  readonly isOver: boolean;
  readonly handlers: {
    readonly onDragOver: (event: DragEvent) => void;
    readonly onDragLeave: (event: DragEvent) => void;
    readonly onDrop: (event: DragEvent) => void;
  };
}

/** Files may be dropped anywhere. */
function useDrop(): Drop {
  const [isOver, setOver] = useState(false);
  const { importFiles } = useImport();
  return {
    isOver,
    handlers: {
      onDragOver(event) {
        if (!event.dataTransfer.types.includes('Files')) return;
        event.preventDefault();
        setOver(true);
      },
      onDragLeave(event) {
        if (event.relatedTarget === null) setOver(false);
      },
      onDrop(event) {
        setOver(false);
        if (event.dataTransfer.files.length === 0) return;
        event.preventDefault();
        void importFiles([...event.dataTransfer.files]);
      },
    },
  };
}
