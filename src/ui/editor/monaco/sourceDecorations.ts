import type { editor } from 'monaco-editor/editor';
import type { MarkSources } from '../lineMarks.ts';
import type { DocumentBinding } from './documentBinding.ts';
import styles from '../MonacoEditor.module.css';

/** Whole-line marks: the fields of the shown hop, and the manifests of what is selected. */
export function sourceDecorations(sources: MarkSources, document: DocumentBinding): editor.IModelDeltaDecoration[] {
  const { fields, fieldTone, lit, selected } = sources;
  const field = fieldTone === 'hbone' ? styles.fieldHbone : styles.fieldL7;
  const bar = fieldTone === 'hbone' ? styles.barHbone : styles.barL7;
  return [
    ...selected.map((range) => ({
      range: document.rangeOf(range),
      options: { isWholeLine: true, marginClassName: styles.barSelected ?? '' },
    })),
    ...lit.map((range) => ({
      range: document.rangeOf(range),
      options: { isWholeLine: true, className: styles.fieldLit ?? '', marginClassName: styles.barLit ?? '' },
    })),
    ...fields.map((range) => ({
      range: document.rangeOf(range),
      options: { isWholeLine: true, className: field ?? '', marginClassName: bar ?? '' },
    })),
  ];
}
