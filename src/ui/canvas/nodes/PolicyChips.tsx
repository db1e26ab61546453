import { useTexts } from '#ui/i18n/useTexts.ts';
import type { PolicyMark } from '../canvasNode.ts';
import styles from './node.module.css';

/** The policies that speak of a node. One that nobody enforces is struck out: it is there, and it does nothing. */
export function PolicyChips({ policies }: { readonly policies: readonly PolicyMark[] }) {
  const { canvas: texts } = useTexts().shell;
  const [first] = policies;
  if (first === undefined) return null;
  const denies = policies.some(({ action }) => action === 'DENY');
  const idle = policies.every(({ enforcedBy }) => enforcedBy === 'nobody');
  const words = policies.length === 1 ? `${sayAction(first)} ${first.ref.name}` : texts.policies(policies.length);
  return (
    <span className={styles.chips}>
      <span
        className={styles.chip}
        data-tone={idle ? 'idle' : denies ? 'deny' : 'neutral'}
        title={policies
          .map(
            ({ ref, enforcedBy }) =>
              `${ref.kind} ${ref.name}${enforcedBy === 'nobody' ? `: ${texts.policyNobody}` : ''}`,
          )
          .join('\n')}
      >
        <Shield />
        <span>{words}</span>
      </span>
    </span>
  );
}

/** What kind of rule it is: the action of an authorization policy, else what it is about. */
function sayAction({ ref, action }: PolicyMark): string {
  if (ref.kind === 'PeerAuthentication') return action === ref.kind ? 'mTLS' : action;
  return ref.kind === 'RequestAuthentication' ? 'JWT' : action;
}

function Shield() {
  return (
    <svg viewBox="0 0 12 12" width="9" height="9" aria-hidden="true">
      <path d="M6 .8l4.4 1.6v3.2c0 2.6-1.8 4.6-4.4 5.6C3.4 10.2 1.6 8.2 1.6 5.600V2.4z" fill="currentColor" />
    </svg>
  );
}
