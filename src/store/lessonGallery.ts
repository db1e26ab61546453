import { meshIsUpToDate } from './effects/freshMesh.ts';
import type { LessonContext } from './lessonContext.ts';
import type { TeachingActions } from './lessonState.ts';

type GalleryActions = Pick<TeachingActions, 'openSymptom' | 'showWayIn' | 'offerFix' | 'fix'>;

/** The gallery: a symptom, its scenario and request, a way in, and the fix. */
export function galleryPlayer(context: LessonContext, leave: () => void): GalleryActions {
  const { get, ports, teaching, update } = context;

  return {
    async openSymptom(slug) {
      const symptom = await ports.loadSymptom(slug);
      if (symptom === undefined) return false;
      leave();
      get().actions.openText(symptom.document, { kind: 'lesson', slug: `gallery/${slug}` });
      update({ lesson: undefined, symptom: { symptom, wayIn: false }, lit: undefined });
      ports.writeQuery({ lesson: undefined, beat: undefined, task: undefined, example: undefined, gallery: slug });
      get().actions.showTab({ context: 'lesson' });
      await meshIsUpToDate(context);
      if (teaching().symptom?.symptom !== symptom) return true;
      context.prepare(symptom.request);
      void get().actions.send();
      return true;
    },
    showWayIn() {
      const { symptom: open } = teaching();
      if (open === undefined) return;
      update({ symptom: { ...open, wayIn: true } });
      void context.light(open.symptom.highlight);
    },
    async offerFix() {
      const open = teaching().symptom?.symptom;
      if (open === undefined) return undefined;
      await meshIsUpToDate(context);
      const { revision, text } = get();
      const { request, fix } = open;
      const requests = [request];
      const [old, mended] = await Promise.all(
        [[], fix.patch].map((edits) => ports.engine.tracePatched({ revision, edits, requests })),
      );
      if (old?.kind !== 'fresh' || mended?.kind !== 'fresh') return undefined;
      const paths = [{ request, before: old.value.traces[0]?.trace, after: mended.value.traces[0]?.trace }];
      return { before: text, after: mended.value.text, paths };
    },
    async fix() {
      const open = teaching().symptom?.symptom;
      if (open === undefined) return;
      await context.carryOut(open.fix.patch);
      context.prepare(open.request);
      await get().actions.send();
    },
  };
}
