import { useEffect } from 'react';
import { placeBeyond, samePlace } from '#store/lessonPath.ts';
import type { OpenLesson, TeachingState } from '#store/lessonState.ts';
import type { AppState } from '#store/state.ts';
import { setUiState } from '#ui/shell/uiState.ts';
import { useAppStore, useStateReader } from '#ui/useAppStore.ts';

/** Back to the whole page. */
export function leave(): void {
  setUiState({ presenting: false });
}

interface Clicker {
  readonly isAtStart: boolean;
  readonly isAtEnd: boolean;
  readonly forward: () => void;
  readonly back: () => void;
}

interface Toggles {
  readonly toggleNotes: () => void;
  readonly toggleSource: () => void;
}

/** Keys of their own are what text fields and dialogs have. */
const typing = 'input, textarea, select, [contenteditable="true"], .monaco-editor, dialog, [role="menu"]';

/**
 * The keys that clickers send, and a few for whoever stands at the keyboard. They go before the keys of the canvas:
 * a node that has the focus must not keep the next beat from coming.
 */
export function useClicker({ toggleNotes, toggleSource }: Toggles): Clicker {
  const read = useStateReader();
  const isAtStart = useAppStore(startReached);
  const isAtEnd = useAppStore(endReached);
  const forward = (): void => {
    goOn(read());
  };
  const back = (): void => {
    goBack(read());
  };

  useEffect(() => {
    const meanings: Readonly<Record<string, () => void>> = {
      ArrowRight: forward,
      PageDown: forward,
      ArrowLeft: back,
      PageUp: back,
      n: toggleNotes,
      s: toggleSource,
      f: leave,
      Escape: leave,
    };
    function handleKeyDown(event: KeyboardEvent): void {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.target instanceof Element && event.target.closest(typing) !== null) return;
      const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
      const meaning = Object.hasOwn(meanings, key) ? meanings[key] : undefined;
      if (meaning === undefined || document.querySelector('dialog[open]') !== null) return;
      event.preventDefault();
      event.stopPropagation();
      meaning();
    }
    window.addEventListener('keydown', handleKeyDown, { capture: true });
    return () => {
      window.removeEventListener('keydown', handleKeyDown, { capture: true });
    };
  });

  return { isAtStart, isAtEnd, forward, back };
}

/** The question of this beat, while nobody has answered it. */
export function hasOpenQuestion({ lesson, place }: OpenLesson, { progress }: TeachingState): boolean {
  const beat = place.kind === 'beat' ? lesson.beats[place.index] : undefined;
  if (beat?.predict === undefined) return false;
  const answers = Object.hasOwn(progress, lesson.slug) ? progress[lesson.slug]?.answers : undefined;
  const answer = answers !== undefined && Object.hasOwn(answers, beat.id) ? answers[beat.id] : undefined;
  return answer === undefined || answer.again;
}

/** The answer is revealed, then the next beat comes; without a lesson, the next hop. */
function goOn({ teaching, sent, step, draft, actions }: AppState): void {
  if (teaching?.symptom !== undefined) {
    teaching.actions.showWayIn();
  } else if (teaching?.lesson !== undefined) {
    if (hasOpenQuestion(teaching.lesson, teaching)) void teaching.actions.look();
    // What is under way comes to its end before the next thing begins.
    else if (teaching.lesson.moving) teaching.actions.step();
    else teaching.actions.next();
  } else if (sent === undefined) {
    if (draft.from === '' || draft.to === '') return;
    void actions.send().then(() => {
      actions.pause();
      actions.setStep(0);
    });
  } else {
    actions.pause();
    actions.setStep(step + 1);
  }
}

function goBack({ teaching, step, sent, actions }: AppState): void {
  if (teaching?.lesson !== undefined) teaching.actions.back(1);
  else if (sent !== undefined) {
    actions.pause();
    actions.setStep(Math.max(0, step - 1));
  }
}

function startReached({ teaching, step }: AppState): boolean {
  const lesson = teaching?.lesson;
  if (lesson === undefined) return step === 0;
  return samePlace(lesson.place, placeBeyond(lesson.lesson, lesson.place, -1));
}

function endReached({ teaching, step, sent }: AppState): boolean {
  if (teaching?.symptom !== undefined) return teaching.symptom.wayIn;
  if (teaching?.lesson !== undefined) return teaching.lesson.place.kind === 'result';
  return sent !== undefined && step >= sent.trace.hops.length;
}
