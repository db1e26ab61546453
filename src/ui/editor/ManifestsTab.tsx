import { Pencil } from 'lucide-react';
import { useTexts } from '#ui/i18n/useTexts.ts';
import kit from '#ui/kit/panel.module.css';
import { useAppStore } from '#ui/useAppStore.ts';
import { EditorLoader } from './EditorLoader.tsx';
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
  const readOnly = useAppStore((state) => state.readOnly);
  const empty = useAppStore((state) => state.text.trim() === '');

  if (editAt !== undefined && !readOnly) {
    return (
      <EditorLoader openAt={editAt}>
        <LightSource onEdit={onEdit} />
      </EditorLoader>
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
