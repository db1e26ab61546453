import type { editor } from 'monaco-editor/editor';
import type { Severity } from '#model/diagnostic.ts';
import type { MarkSources } from '../lineMarks.ts';
import type { DocumentBinding } from './documentBinding.ts';
import type { Monaco } from './loadMonaco.ts';

/** Problems as Monaco shows them: underlined, and with their sentence on hover. */
export function problemMarkers(
  { MarkerSeverity }: Pick<Monaco, 'MarkerSeverity'>,
  { problems }: MarkSources,
  document: DocumentBinding,
): editor.IMarkerData[] {
  const severities = {
    error: MarkerSeverity.Error,
    warning: MarkerSeverity.Warning,
    info: MarkerSeverity.Info,
  } as const satisfies Readonly<Record<Severity, unknown>>;
  return problems.flatMap(({ diagnostic, message }) =>
    diagnostic.range === undefined
      ? []
      : [{ ...document.rangeOf(diagnostic.range), severity: severities[diagnostic.severity], message }],
  );
}
