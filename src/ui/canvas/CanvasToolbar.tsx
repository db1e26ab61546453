import { useTexts } from '#ui/i18n/useTexts.ts';
import { setUiState, useUiState, type CanvasTool } from '../shell/uiState.ts';
import styles from './CanvasToolbar.module.css';
import type { CanvasActions } from './useCanvasActions.ts';

const tools: readonly CanvasTool[] = ['select', 'namespace', 'workload', 'service', 'waypoint', 'gateway'];

/** What a click on the canvas does. Pressed by keyboard a tool adds at once, beside what is selected. */
export function CanvasToolbar({ canvas }: { readonly canvas: CanvasActions }) {
  const { canvas: texts } = useTexts().shell;
  const tool = useUiState((state) => state.tool);
  return (
    <div className={styles.bar}>
      <div role="toolbar" aria-label={texts.tools} className={styles.tools}>
        {tools.map((each) => (
          <button
            key={each}
            type="button"
            className={styles.tool}
            aria-pressed={tool === each}
            onClick={(event) => {
              const byKeyboard = event.detail === 0;
              if (byKeyboard && each !== 'select') void canvas.add(each);
              else setUiState({ tool: tool === each ? 'select' : each });
            }}
          >
            {texts.tool[each]}
          </button>
        ))}
      </div>
      {tool === 'select' ? null : (
        <p role="status" className={styles.hint}>
          {texts.clickToPlace(texts.tool[tool])}
        </p>
      )}
    </div>
  );
}
