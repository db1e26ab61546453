import { ChevronLeft, ChevronRight, Code, LogOut, NotebookText } from 'lucide-react';
import { useEffect, useState } from 'react';
import { placesOf, samePlace } from '#store/lessonPath.ts';
import type { Locale } from '#store/state.ts';
import { useTexts } from '#ui/i18n/useTexts.ts';
import { useAppStore } from '#ui/useAppStore.ts';
import { MeshCanvas } from '../canvas/MeshCanvas.tsx';
import { SourcePanel } from '../editor/SourcePanel.tsx';
import type { PresentTexts } from '../i18n/en/present.ts';
import { useLazyTexts } from '../i18n/useLazyTexts.ts';
import { useFilm } from '../playback/film.ts';
import { hopName, hopTone } from '../playback/hopWords.ts';
import { inAddress } from '../shell/inAddress.ts';
import { titleOf } from '../shell/titleOf.ts';
import styles from './PresentBody.module.css';
import { PresentedLesson } from './PresentedLesson.tsx';
import { PresentedSymptom } from './PresentedSymptom.tsx';
import { PresentedTrace } from './PresentedTrace.tsx';
import { leave, useClicker } from './useClicker.ts';

async function loadTexts(locale: Locale): Promise<PresentTexts> {
  return locale === 'zh'
    ? (await import('#ui/i18n/zh/present.ts')).present
    : (await import('#ui/i18n/en/present.ts')).present;
}

/** The page for a room: the picture, one thing that is said about it, and a clicker to go on with. */
export function PresentBody() {
  const texts = useLazyTexts(loadTexts);
  useEffect(() => {
    inAddress('present', '1');
    return () => {
      inAddress('present', undefined);
    };
  }, []);
  return texts === undefined ? <span hidden data-pending /> : <Presented texts={texts} />;
}

function Presented({ texts }: { readonly texts: PresentTexts }) {
  const { frame } = useTexts().shell;
  const [showsNotes, setShowsNotes] = useState(false);
  const [showsSource, setShowsSource] = useState(false);
  const lesson = useAppStore(({ teaching }) => teaching?.lesson);
  const symptom = useAppStore(({ teaching }) => teaching?.symptom);
  const title = useAppStore(titleOf) ?? frame.untitled;
  const locale = useAppStore((state) => state.locale);
  const toggleNotes = (): void => {
    setShowsNotes((shown) => !shown);
  };
  const toggleSource = (): void => {
    setShowsSource((shown) => !shown);
  };
  const { isAtStart, isAtEnd, forward, back } = useClicker({ toggleNotes, toggleSource });
  const named = symptom?.symptom.title ?? lesson?.lesson.title;
  return (
    <main className={styles.stage} data-source={showsSource ? '' : undefined}>
      <header className={styles.bar}>
        <h1 className={styles.title}>
          {lesson === undefined ? null : <span>{texts.lesson(lesson.lesson.number)}</span>}
          {named === undefined ? title : named[locale]}
        </h1>
        {lesson === undefined ? null : <Progress texts={texts} />}
        <div className={styles.tools}>
          {lesson === undefined ? null : (
            <button
              type="button"
              aria-label={texts.showNotes}
              title={texts.showNotes}
              aria-pressed={showsNotes}
              onClick={toggleNotes}
            >
              <NotebookText aria-hidden />
            </button>
          )}
          <button
            type="button"
            aria-label={texts.showSource}
            title={texts.showSource}
            aria-pressed={showsSource}
            onClick={toggleSource}
          >
            <Code aria-hidden />
          </button>
          <button type="button" aria-label={texts.leave} title={texts.leave} onClick={leave}>
            <LogOut aria-hidden />
          </button>
        </div>
      </header>
      {showsSource ? (
        <section aria-label={frame.source} className={styles.source}>
          <SourcePanel />
        </section>
      ) : null}
      <div className={styles.picture}>
        {/* Another width shows another part: it is fitted anew. */}
        <MeshCanvas key={String(showsSource)} strip />
      </div>
      <section aria-label={texts.telling} aria-live="polite" className={styles.telling}>
        {symptom !== undefined ? (
          <PresentedSymptom open={symptom} />
        ) : lesson === undefined ? (
          <PresentedTrace texts={texts} />
        ) : (
          <PresentedLesson texts={texts} open={lesson} showsNotes={showsNotes} />
        )}
      </section>
      <footer className={styles.foot}>
        <Path texts={texts} />
        <button type="button" aria-label={texts.back} title={texts.back} disabled={isAtStart} onClick={back}>
          <ChevronLeft aria-hidden />
        </button>
        <button type="button" aria-label={texts.on} title={texts.on} disabled={isAtEnd} onClick={forward}>
          <ChevronRight aria-hidden />
        </button>
      </footer>
    </main>
  );
}

/** How far the lesson is. */
function Progress({ texts }: { readonly texts: PresentTexts }) {
  const open = useAppStore(({ teaching }) => teaching?.lesson);
  if (open === undefined) return null;
  const places = placesOf(open.lesson);
  const position = places.findIndex((place) => samePlace(place, open.place)) + 1;
  const words = texts.place(position, places.length);
  return (
    <div className={styles.progress}>
      <progress aria-label={texts.progress} aria-valuetext={words} value={position} max={places.length} />
      <span aria-hidden>{words}</span>
    </div>
  );
}

/** Who takes a turn on the path, and whose turn it is. */
function Path({ texts }: { readonly texts: PresentTexts }) {
  const { player } = useTexts().shell;
  const { trace } = useFilm();
  const step = useAppStore((state) => state.step);
  return (
    <ol className={styles.path} aria-label={texts.steps}>
      {trace?.hops.map((hop, index) => (
        <li
          key={index}
          data-tone={hopTone(hop)}
          data-reached={index <= step ? '' : undefined}
          aria-current={index === step ? 'step' : undefined}
        >
          {hopName(hop, player)}
        </li>
      ))}
    </ol>
  );
}
