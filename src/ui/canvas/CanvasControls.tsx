import { useReactFlow } from '@xyflow/react';
import { Keyboard, Maximize2, Minus, Plus, Search, WandSparkles } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTexts } from '#ui/i18n/useTexts.ts';
import { useAppStore } from '#ui/useAppStore.ts';
import { setUiState } from '../shell/uiState.ts';
import styles from './CanvasControls.module.css';
import { glide } from './glide.ts';
import type { CanvasActions } from './useCanvasActions.ts';

/** Zoom, tidy up, find, and the list of keys. */
export function CanvasControls({ canvas }: { readonly canvas: CanvasActions }) {
  const { canvas: texts } = useTexts().shell;
  const flow = useReactFlow();
  const readOnly = useAppStore((state) => state.readOnly);
  const duration = useAppStore((state) => (state.still ? 0 : 160));
  return (
    <div className={styles.controls}>
      <div className={styles.group}>
        <Control
          label={texts.search}
          onPress={() => {
            setUiState({ searching: true });
          }}
        >
          <Search size={14} />
        </Control>
        <Control label={texts.tidy} disabled={readOnly} onPress={canvas.tidy}>
          <WandSparkles size={14} />
        </Control>
        <Control
          label={texts.keys}
          onPress={() => {
            setUiState({ showingKeys: true });
          }}
        >
          <Keyboard size={14} />
        </Control>
      </div>
      <div className={styles.group}>
        <Control
          label={texts.zoomIn}
          onPress={() => {
            glide(duration, () => flow.zoomIn());
          }}
        >
          <Plus size={14} />
        </Control>
        <Control
          label={texts.zoomOut}
          onPress={() => {
            glide(duration, () => flow.zoomOut());
          }}
        >
          <Minus size={14} />
        </Control>
        <Control label={texts.fit} onPress={canvas.fit}>
          <Maximize2 size={13} />
        </Control>
      </div>
    </div>
  );
}

interface ControlProps {
  readonly label: string;
  readonly disabled?: boolean;
  readonly onPress: () => void;
  readonly children: ReactNode;
}

function Control({ label, disabled = false, onPress, children }: ControlProps) {
  return (
    <button
      type="button"
      className={styles.control}
      aria-label={label}
      title={label}
      disabled={disabled}
      onClick={onPress}
    >
      {children}
    </button>
  );
}
