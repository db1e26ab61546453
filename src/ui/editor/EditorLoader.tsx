import { useEffect, useState, type ComponentType, type ReactNode } from 'react';
import { useTexts } from '#ui/i18n/useTexts.ts';
import kit from '#ui/kit/panel.module.css';
import styles from './ManifestsTab.module.css';

export interface EditorProps {
  /** Where the caret begins. */
  readonly openAt: number;
}

type Loading =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready'; readonly Editor: ComponentType<EditorProps> }
  | { readonly kind: 'failed' };

interface EditorLoaderProps extends EditorProps {
  /** What stands in its place until the editor is there. */
  readonly children: ReactNode;
}

/** Fetches the full editor when it is first wanted, and says so when it does not come. */
export function EditorLoader({ openAt, children }: EditorLoaderProps) {
  const { panels, shell, languageTag } = useTexts();
  const texts = panels.source.manifests;
  const [loading, setLoading] = useState<Loading>({ kind: 'loading' });
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    let wanted = true;
    loadEditor(languageTag).then(
      (Editor) => {
        if (wanted) setLoading({ kind: 'ready', Editor });
      },
      () => {
        if (wanted) setLoading({ kind: 'failed' });
      },
    );
    return () => {
      wanted = false;
    };
    // The editor keeps the language it was loaded with; only another attempt loads again.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [attempt]);

  if (loading.kind === 'ready') return <loading.Editor openAt={openAt} />;
  return (
    <div className={styles.light}>
      {children}
      <p className={styles.loading} role="status">
        {loading.kind === 'loading' ? texts.loading : texts.loadFailed}{' '}
        {loading.kind === 'failed' ? (
          <button
            type="button"
            className={kit.link}
            onClick={() => {
              setLoading({ kind: 'loading' });
              setAttempt(attempt + 1);
            }}
          >
            {shell.frame.retry}
          </button>
        ) : null}
      </p>
    </div>
  );
}

/** Monaco reads its language once, when it is loaded, so that comes first. */
async function loadEditor(languageTag: string): Promise<ComponentType<EditorProps>> {
  if (languageTag.startsWith('zh')) await import('monaco-editor/nls/lang/zh-cn');
  return (await import('./MonacoEditor.tsx')).MonacoEditor;
}
