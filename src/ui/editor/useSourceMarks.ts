import { useMemo, useState } from 'react';
import type { Compiled } from '#model/compiled.ts';
import type { Diagnostic, TextRange } from '#model/diagnostic.ts';
import { sameResource, type ResourceRef } from '#model/kubernetes/resource.ts';
import { explainDiagnostic } from '#ui/i18n/explain.ts';
import { useTexts } from '#ui/i18n/useTexts.ts';
import { fieldsOfHop, keyFieldOfHop } from '#ui/trace/fieldsOfHop.ts';
import { useAppStore } from '#ui/useAppStore.ts';
import type { MarkSources } from './lineMarks.ts';

/** What both views of the text mark: fields of the shown hop, the selected objects, problems. */
export function useSourceMarks(): MarkSources {
  const catalogue = useTexts();
  const compiled = useAppStore((state) => state.compiled);
  const selection = useAppStore((state) => state.selection);
  const step = useAppStore((state) => state.step);
  const revision = useAppStore((state) => state.revision);
  const sent = useAppStore((state) => state.sent);
  const lit = useAppStore(({ teaching }) => teaching?.lit);
  const revealed = useRevealed(revision);

  // Ranges of an older text would mark the wrong lines.
  const current = compiled?.revision === revision ? compiled : undefined;
  const located = sent?.revision === revision ? sent : undefined;
  return useMemo(
    () => ({
      fields: located === undefined ? [] : fieldsOfHop(located, step).map(({ range }) => range),
      keyField: located === undefined ? undefined : keyFieldOfHop(located, step)?.range,
      fieldTone: located?.trace.hops[step]?.at.kind === 'ztunnel' ? 'hbone' : 'l7',
      lit: lit?.revision === revision ? lit.fields.map(({ range }) => range) : [],
      revealed,
      selected: current === undefined ? [] : manifestsOf(current, selection),
      problems: (current?.diagnostics ?? []).map((diagnostic: Diagnostic) => ({
        diagnostic,
        message: explainDiagnostic(catalogue, diagnostic),
      })),
    }),
    [catalogue, current, located, lit, revealed, revision, selection, step],
  );
}

/** The last wish to see something, as long as the text is the one it was about. */
function useRevealed(revision: number): TextRange | undefined {
  const reveal = useAppStore((state) => state.reveal);
  const [wish, setWish] = useState({ reveal, revision });
  if (wish.reveal !== reveal) setWish({ reveal, revision });
  return wish.revision === revision ? wish.reveal?.range : undefined;
}

/** Where the selected objects are written; a pod that a Deployment made is written there. */
function manifestsOf({ manifests, summary }: Compiled, selection: readonly ResourceRef[]): readonly TextRange[] {
  const written = selection.map(
    (ref) => summary.workloads.find((workload) => sameResource(workload.ref, ref))?.origin ?? ref,
  );
  return manifests
    .filter(({ resources }) => resources.some((resource) => written.some((ref) => sameResource(ref, resource))))
    .map(({ range }) => range);
}
