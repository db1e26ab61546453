import { Ellipsis, X } from 'lucide-react';
import { placesOf, samePlace } from '#store/lessonPath.ts';
import type { LessonPlace } from '#store/lessonState.ts';
import { MenuButton } from '#ui/kit/MenuButton.tsx';
import { setUiState } from '#ui/shell/uiState.ts';
import styles from './LessonPanel.module.css';
import { useLessonTexts, useSay } from './lessonTexts.tsx';
import { useKeptLesson, useOpenLesson, useTeachingActions } from './useTeaching.ts';

/** Which lesson it is, how far one has come in it, and the ways out. */
export function LessonHead() {
  const { head: texts, course } = useLessonTexts();
  const say = useSay();
  const { lesson } = useOpenLesson();
  const actions = useTeachingActions();
  return (
    <header className={styles.head}>
      <p className={styles.over}>
        <span>{`${course.numbered(lesson.number)} · ${course.minutes(lesson.minutes)}`}</span>
        <MenuButton
          label={texts.menu}
          className={styles.icon}
          entries={() => [
            {
              kind: 'action',
              id: 'all',
              label: texts.all,
              run: () => {
                setUiState({ showingLearn: true });
              },
            },
            {
              kind: 'action',
              id: 'restart',
              label: texts.restart,
              run: () => {
                actions.reset(lesson.slug);
              },
            },
            { kind: 'action', id: 'keep', label: texts.keep, run: actions.keep },
            {
              kind: 'action',
              id: 'present',
              label: texts.present,
              run: () => {
                setUiState({ presenting: true });
              },
            },
          ]}
        >
          <Ellipsis size={15} />
        </MenuButton>
        <button
          type="button"
          className={styles.icon}
          aria-label={texts.close}
          title={texts.close}
          onClick={actions.close}
        >
          <X size={15} />
        </button>
      </p>
      <h2>{say(lesson.title)}</h2>
      <Steps />
    </header>
  );
}

/** One mark for each step; seen ones are filled. */
function Steps() {
  const { head: texts, beat } = useLessonTexts();
  const say = useSay();
  const { lesson, place } = useOpenLesson();
  const { seen, tasks, finished } = useKeptLesson();
  const actions = useTeachingActions();

  function nameOf(target: LessonPlace): string {
    if (target.kind === 'beat') return beat.goTo(target.index + 1);
    if (target.kind === 'result') return texts.result;
    const task = lesson.tasks[target.index];
    return texts.task(task === undefined ? '' : say(task.title));
  }

  function isDone(target: LessonPlace): boolean {
    if (target.kind === 'beat') return target.index < seen;
    if (target.kind === 'result') return finished;
    const id = lesson.tasks[target.index]?.id ?? '';
    return Object.hasOwn(tasks, id) && tasks[id]?.solved === true;
  }

  return (
    <nav aria-label={texts.steps}>
      <ol className={styles.steps}>
        {placesOf(lesson).map((target) => (
          <li key={`${target.kind}${target.kind === 'result' ? '' : String(target.index)}`}>
            <button
              type="button"
              className={styles.step}
              data-kind={target.kind}
              data-done={isDone(target) ? '' : undefined}
              aria-current={samePlace(target, place) ? 'step' : undefined}
              aria-label={nameOf(target)}
              title={nameOf(target)}
              onClick={() => {
                actions.go(target);
              }}
            />
          </li>
        ))}
      </ol>
    </nav>
  );
}
