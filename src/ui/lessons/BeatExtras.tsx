import { Columns2, ExternalLink } from 'lucide-react';
import type { Beat, Reference } from '#model/lesson.ts';
import { openComparison } from '#ui/compare/openComparison.ts';
import kit from '#ui/kit/panel.module.css';
import styles from './LessonPanel.module.css';
import { useLessonTexts, useSay } from './lessonTexts.tsx';
import { Words } from './Prose.tsx';
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
      {beat.contrast === undefined ? null : <ContrastButton beat={beat} contrast={beat.contrast} />}
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

/** The same request in the scenario of this beat and in one that differs by a patch, whatever the reader has edited. */
function ContrastButton({ beat, contrast }: { readonly beat: Beat; readonly contrast: NonNullable<Beat['contrast']> }) {
  const { beat: texts } = useLessonTexts();
  const { lesson } = useOpenLesson();
  const request = lesson.requests.find(({ name }) => name === contrast.request);
  if (request === undefined) return null;
  const { patch, before, after } = contrast;
  const base = [{ kind: 'replace-text', text: lesson.documents[beat.document] ?? '' }] as const;
  return (
    <p>
      <button
        type="button"
        className={kit.button}
        onClick={() => {
          openComparison({ request, base, patch, before, after });
        }}
      >
        <Columns2 size={13} aria-hidden />
        {texts.contrast}
      </button>
    </p>
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
