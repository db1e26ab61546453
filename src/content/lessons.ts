import type { Lesson, LessonSummary, Symptom } from '#model/lesson.ts';

/** A lesson as the list shows it. Its text is fetched when it is opened. */
export interface ListedLesson extends LessonSummary {
  load(): Promise<Lesson>;
}

const summaries = import.meta.glob<LessonSummary>('./lessons/*.yaml', {
  query: '?lesson-summary',
  import: 'summary',
  eager: true,
});
const files = import.meta.glob<Lesson>('./lessons/*.yaml', { query: '?lesson', import: 'lesson' });
const symptoms = import.meta.glob<Symptom>('./gallery/*.yaml', { query: '?symptom', import: 'symptom', eager: true });

/** The course in its order. A file in `lessons/` is a lesson: there is no list to add it to. */
export const lessons: readonly ListedLesson[] = Object.entries(summaries)
  .flatMap(([path, summary]) => {
    const load = files[path];
    return load === undefined ? [] : [{ ...summary, load }];
  })
  .toSorted((a, b) => a.number - b.number);

/** The gallery, what bites most often first. */
export const gallery: readonly Symptom[] = Object.values(symptoms).toSorted((a, b) => a.number - b.number);
