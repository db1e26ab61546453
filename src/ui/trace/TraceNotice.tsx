import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import styles from './TracePanel.module.css';

interface TraceNoticeProps {
  readonly tone: 'deny' | 'plain';
  readonly text: string;
  readonly children?: ReactNode;
}

/** A remark above the trace: it is outdated, or the engine gave none. */
export function TraceNotice({ tone, text, children }: TraceNoticeProps) {
  return (
    <div className={styles.notice} data-tone={tone} role="status">
      <TriangleAlert size={14} aria-hidden />
      <p>
        {text} {children}
      </p>
    </div>
  );
}
