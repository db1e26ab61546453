import { Pencil } from 'lucide-react';
import { lazy, Suspense, useMemo, useState } from 'react';
import { useTexts } from '#ui/i18n/useTexts.ts';
import kit from '#ui/kit/panel.module.css';
import { useAppStore } from '#ui/useAppStore.ts';
import { EditorBoundary } from './EditorBoundary.tsx';
import { LightSource } from './LightSource.tsx';
import styles from './ManifestsTab.module.css';

interface ManifestsTabProps {
  /** Offset the full editor opens at; absent while the light view is enough. */
  readonly editAt: number | undefined;
  readonly onEdit: (offset: number) => void;
}

/** The text: a light view to read, and the full editor once somebody wants to write. */
export function ManifestsTab({ editAt, onEdit }: ManifestsTabProps) {
  const { manifests: texts } = useTexts().panels.source;
  const { languageTag } = useTexts();
  const readOnly = useAppStore((state) => state.readOnly);
  const empty = useAppStore((state) => state.text.trim() === '');
  const [attempt, setAttempt] = useState(0);
  const Editor = useMemo(
    // Another attempt is another import: the browser keeps no failed one.
    () => lazy(async () => ({ default: await loadEditor(languageTag, attempt) })),
    [languageTag, attempt],
  );

  if (editAt !== undefined && !readOnly) {
    return (
      <EditorBoundary
        key={attempt}
        message={texts.loadFailed}
        onRetry={() => {
          setAttempt(attempt + 1);
        }}
      >
        <Suspense
          fallback={
            <>
              <LightSource onEdit={onEdit} />
              <p className={styles.loading} role="status">
                {texts.loading}
              </p>
            </>
          }
        >
          <Editor openAt={editAt} />
        </Suspense>
      </EditorBoundary>
    );
  }
  if (empty) {
    return (
      <div className={kit.empty}>
        <strong>{texts.paste}</strong>
        <p>{texts.pasteHint}</p>
        {readOnly ? null : (
          <button
            type="button"
            className={kit.button}
            onClick={() => {
              onEdit(0);
            }}
          >
            {texts.start}
          </button>
        )}
      </div>
    );
  }
  return (
    <div className={styles.light}>
      <LightSource onEdit={onEdit} />
      {readOnly ? (
        <p className={styles.note}>{texts.readOnly}</p>
      ) : (
        <button
          type="button"
          className={styles.edit}
          onClick={() => {
            onEdit(0);
          }}
        >
          <Pencil size={12} aria-hidden />
          {texts.edit}
        </button>
      )}
    </div>
  );
}

/** Monaco reads its own language once, when it is loaded, so that comes first. */
async function loadEditor(languageTag: string, attempt: number) {
  if (attempt > 0) await new Promise((resolve) => setTimeout(resolve, 300));
  if (languageTag.startsWith('zh')) await import('monaco-editor/nls/lang/zh-cn');
  return (await import('./MonacoEditor.tsx')).MonacoEditor;
}
