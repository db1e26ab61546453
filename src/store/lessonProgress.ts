import { unseen, untried, type KeptAnswer, type KeptLesson, type KeptTask, type Progress } from './lessonState.ts';

export const progressName = 'progress';

/** What the browser kept, field by field: an older version or another program may have written it. */
export function readProgress(kept: unknown): Progress {
  return mapOf(kept, (lesson) => ({
    seen: Number(lesson['seen']) || 0,
    finished: lesson['finished'] === true,
    answers: mapOf(lesson['answers'], readAnswer),
    tasks: mapOf(lesson['tasks'], readTask),
  }));
}

function readAnswer({ chosen, holding, first, again }: Readonly<Record<string, unknown>>): KeptAnswer | undefined {
  if (first !== 'right' && first !== 'wrong' && first !== 'looked') return undefined;
  return { chosen: words(chosen), holding: words(holding), first, again: again === true };
}

function readTask({ text, solved, shown, held }: Readonly<Record<string, unknown>>): KeptTask {
  return {
    ...(typeof text === 'string' ? { text } : {}),
    solved: solved === true,
    shown: shown === true,
    held: words(held),
  };
}

function words(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((word): word is string => typeof word === 'string') : [];
}

function mapOf<T>(
  value: unknown,
  read: (fields: Readonly<Record<string, unknown>>) => T | undefined,
): Readonly<Record<string, T>> {
  if (typeof value !== 'object' || value === null) return {};
  const result: Record<string, T> = Object.create(null) as Record<string, T>;
  for (const [key, fields] of Object.entries(value) as [string, unknown][]) {
    const entry =
      typeof fields === 'object' && fields !== null ? read(fields as Readonly<Record<string, unknown>>) : undefined;
    if (entry !== undefined) result[key] = entry;
  }
  return result;
}

export function keptLesson(progress: Progress, slug: string): KeptLesson {
  return (Object.hasOwn(progress, slug) ? progress[slug] : undefined) ?? unseen;
}

export function keptTask({ tasks }: KeptLesson, id: string): KeptTask {
  return (Object.hasOwn(tasks, id) ? tasks[id] : undefined) ?? untried;
}

export function keptAnswer({ answers }: KeptLesson, beat: string): KeptAnswer | undefined {
  return Object.hasOwn(answers, beat) ? answers[beat] : undefined;
}
