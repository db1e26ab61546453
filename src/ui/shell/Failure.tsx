import type { ReactNode } from 'react';
import { ErrorBoundary } from 'react-error-boundary';
import { useTexts } from '#ui/i18n/useTexts.ts';
import panel from '#ui/kit/panel.module.css';

/** Keeps a failure inside the part of the page where it happened. */
export function Contained({ children }: { readonly children: ReactNode }) {
  return (
    <ErrorBoundary
      fallbackRender={({ error, resetErrorBoundary }) => <Failure error={error} onRetry={resetErrorBoundary} />}
    >
      {children}
    </ErrorBoundary>
  );
}

function Failure({ error, onRetry }: { readonly error: unknown; readonly onRetry: () => void }) {
  const { frame: texts } = useTexts().shell;
  return (
    <div role="alert" className={panel.empty}>
      <strong>{texts.crashed}</strong>
      <p>{texts.crashedHelp}</p>
      <p className={panel.mono}>{error instanceof Error ? error.message : String(error)}</p>
      <button type="button" className={panel.button} onClick={onRetry}>
        {texts.retry}
      </button>
    </div>
  );
}
