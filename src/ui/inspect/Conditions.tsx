import { CircleAlert, CircleCheck } from 'lucide-react';
import type { Condition } from '#model/compiled.ts';
import { keyOf, type ResourceRef } from '#model/kubernetes/resource.ts';
import { useTexts } from '#ui/i18n/useTexts.ts';
import { conditionHolds } from './conditionHolds.ts';
import styles from './InspectPanel.module.css';
import { useStatus } from './useStatus.ts';

/** Status conditions in istiod's own words; these are facts and stay untranslated. */
export function Conditions({ targets }: { readonly targets: readonly ResourceRef[] }) {
  const { inspect: texts } = useTexts().panels;
  const status = useStatus();
  const keys = [...new Set(targets.map(keyOf))];
  const conditions = keys.flatMap((key) => (Object.hasOwn(status, key) ? (status[key]?.conditions ?? []) : []));
  if (conditions.length === 0) return null;
  return (
    <section className={styles.section} aria-label={texts.conditions}>
      <h3>{texts.conditions}</h3>
      <ul className={styles.conditions} lang="en">
        {conditions.map((condition, position) => (
          <ConditionRow key={`${condition.type} ${String(position)}`} condition={condition} />
        ))}
      </ul>
    </section>
  );
}

function ConditionRow({ condition }: { readonly condition: Condition }) {
  const { type, status, reason, message } = condition;
  const holds = conditionHolds(type, status);
  const Icon = holds ? CircleCheck : CircleAlert;
  return (
    <li data-holds={holds ? '' : undefined}>
      <Icon size={13} aria-hidden />
      <div>
        <strong>{`${type}=${status}`}</strong> {reason}
        {message === '' ? null : <p>{message}</p>}
      </div>
    </li>
  );
}
