import type { ReactNode } from 'react';
import { ErrorBoundary } from 'react-error-boundary';
import { useTexts } from '#ui/i18n/useTexts.ts';
import kit from '#ui/kit/panel.module.css';

interface EditorBoundaryProps {
  readonly message: string;
  readonly onRetry: () => void;
  readonly children: ReactNode;
}

/** Says that the editor did not arrive, and tries again. */
export function EditorBoundary({ message, onRetry, children }: EditorBoundaryProps) {
  const { shell } = useTexts();
  return (
    <ErrorBoundary
      fallbackRender={({ resetErrorBoundary }) => (
        <div className={kit.empty} role="alert">
          <p>{message}</p>
          <button
            type="button"
            className={kit.button}
            onClick={() => {
              onRetry();
              resetErrorBoundary();
            }}
          >
            {shell.frame.retry}
          </button>
        </div>
      )}
    >
      {children}
    </ErrorBoundary>
  );
}
