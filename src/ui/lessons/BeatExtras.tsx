import { ExternalLink } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Beat, Reference } from '#model/lesson.ts';
import type { PathChange } from '#store/lessonState.ts';
import kit from '#ui/kit/panel.module.css';
import styles from './LessonPanel.module.css';
import { useLessonTexts, useSay } from './lessonTexts.tsx';
import { PathDiff } from './PathDiff.tsx';
import { Words } from './Prose.tsx';
import { useFocusOn } from './useFocusOn.ts';
import { useOpenLesson, useTeachingActions } from './useTeaching.ts';

/** What can be done at a beat besides going on: look at the other side, try a state, read the sources. */
export function BeatExtras({ beat }: { readonly beat: Beat }) {
  const { beat: texts } = useLessonTexts();
  const { lesson } = useOpenLesson();
  const say = useSay();
  const actions = useTeachingActions();
  const isLast = lesson.beats.at(-1) === beat;
  return (
    <>
      {beat.contrast === undefined ? null : <ContrastCard key={beat.id} contrast={beat.contrast} />}
      {lesson.stages.length === 0 || beat.on.kind === 'opened' ? null : (
        <div className={styles.stages} role="group" aria-label={texts.stages}>
          <span>{texts.stages}</span>
          {lesson.stages.map((stage) => (
            <button key={stage.id} type="button" className={styles.chip} onClick={() => void actions.stage(stage)}>
              <Words text={say(stage.text)} />
            </button>
          ))}
        </div>
      )}
      {isLast ? <References references={lesson.references} label={texts.references} /> : null}
    </>
  );
}

/** The same request in the scenario of this beat and in one that differs by a patch. */
function ContrastCard({ contrast }: { readonly contrast: NonNullable<Beat['contrast']> }) {
  const { beat: texts, change: words } = useLessonTexts();
  const say = useSay();
  const actions = useTeachingActions();
  const [found, setFound] = useState<PathChange | 'loading'>();
  const card = useFocusOn<HTMLDivElement>(found, (root) => root);
  useEffect(() => {
    if (found !== undefined) card.current?.scrollIntoView({ block: 'nearest' });
  }, [card, found]);
  return (
    <div ref={card} tabIndex={-1}>
      {found === undefined ? (
        <button
          type="button"
          className={kit.button}
          onClick={() => {
            setFound('loading');
            void actions.contrast(contrast.request, contrast.patch).then(setFound);
          }}
        >
          {texts.contrast}
        </button>
      ) : found === 'loading' ? (
        <p className={kit.small}>{words.loading}</p>
      ) : (
        <PathDiff change={found} names={{ before: say(contrast.before), after: say(contrast.after) }} />
      )}
    </div>
  );
}

interface ReferencesProps {
  readonly references: readonly Reference[];
  readonly label: string;
}

export function References({ references, label }: ReferencesProps) {
  if (references.length === 0) return null;
  return (
    <details className={styles.sources}>
      <summary>{label}</summary>
      <ul>
        {references.map(({ title, url }) => (
          <li key={url}>
            <a href={url} target="_blank" rel="noreferrer">
              {title}
              <ExternalLink size={11} aria-hidden />
            </a>
          </li>
        ))}
      </ul>
    </details>
  );
}
