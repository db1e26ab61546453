import type { KeptLesson, OpenLesson, TeachingActions, TeachingState } from '#store/lessonState.ts';
import { unseen } from '#store/lessonState.ts';
import { useAppStore } from '#ui/useAppStore.ts';

/** The teaching part of the state; only drawn where it is there. */
export function useTeaching<T>(select: (teaching: TeachingState) => T): T | undefined {
  return useAppStore(({ teaching }) => (teaching === undefined ? undefined : select(teaching)));
}

export function useTeachingActions(): TeachingActions {
  const actions = useTeaching((teaching) => teaching.actions);
  if (actions === undefined) throw new Error('no lesson has been opened');
  return actions;
}

export function useOpenLesson(): OpenLesson {
  const lesson = useTeaching((teaching) => teaching.lesson);
  if (lesson === undefined) throw new Error('no lesson is open');
  return lesson;
}

/** What is kept of the open lesson. */
export function useKeptLesson(): KeptLesson {
  const { lesson } = useOpenLesson();
  return (
    useTeaching(({ progress }) => (Object.hasOwn(progress, lesson.slug) ? progress[lesson.slug] : undefined)) ?? unseen
  );
}
