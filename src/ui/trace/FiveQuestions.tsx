import { Check, Minus } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Enforcer, Trace } from '#model/trace.ts';
import { useTexts } from '#ui/i18n/useTexts.ts';
import { Chip } from '#ui/kit/Chip.tsx';
import { shortIdentity } from './shortIdentity.ts';
import styles from './FiveQuestions.module.css';

/** Captured, dialled, waypoint, decided by, pod sees: the five facts that explain nearly every surprise. */
export function FiveQuestions({ trace }: { readonly trace: Trace }) {
  const { trace: texts } = useTexts().panels;
  const { captured, dialled, waypoints } = trace.five;
  const both = captured.source && captured.destination === true;

  return (
    <dl className={styles.five} aria-label={texts.five.label}>
      <Answer question={texts.five.captured}>
        {texts.captured(captured.source, captured.destination)}
        {both ? <Check size={13} className={styles.yes} aria-hidden /> : <Minus size={13} aria-hidden />}
      </Answer>
      <Answer question={texts.five.dialled}>
        {dialled.address === '' ? (
          texts.noAddress
        ) : (
          <>
            {texts.dialled[dialled.kind]}{' '}
            <span className={styles.address}>{`${dialled.address}:${String(dialled.port)}`}</span>
          </>
        )}
      </Answer>
      <Answer question={texts.five.waypoint}>
        {waypoints.length === 0
          ? texts.noWaypoint
          : waypoints.map((waypoint) => (
              <Chip key={waypoint} tone="l7">
                {waypoint}
              </Chip>
            ))}
      </Answer>
      {trace.gateways.length === 0 ? null : (
        <Answer question={texts.gateways}>
          {trace.gateways.map((gateway) => (
            <Chip key={gateway} tone="mtls">
              {gateway}
            </Chip>
          ))}
        </Answer>
      )}
      <Answer question={texts.five.decidedBy}>
        <Enforcers enforcers={trace.five.enforcers} />
      </Answer>
      <Answer question={texts.five.podSees}>
        <PodSees trace={trace} />
      </Answer>
    </dl>
  );
}

function Answer({ question, children }: { readonly question: string; readonly children: ReactNode }) {
  return (
    <>
      <dt>{question}</dt>
      <dd>{children}</dd>
    </>
  );
}

function Enforcers({ enforcers }: { readonly enforcers: readonly Enforcer[] }) {
  const { trace: texts } = useTexts().panels;
  if (enforcers.length === 0) return texts.noPolicy;
  return (
    <ul className={styles.enforcers}>
      {enforcers.map(({ at, policies, result }, position) => (
        <li key={position}>
          {texts.place(at)}{' '}
          <span className={result === 'deny' ? styles.no : styles.yes}>
            {texts[result === 'deny' ? 'denies' : 'allows']}
          </span>{' '}
          {policies.join(', ')}
        </li>
      ))}
    </ul>
  );
}

function PodSees({ trace }: { readonly trace: Trace }) {
  const { trace: texts } = useTexts().panels;
  const { podSees } = trace.five;
  if (podSees === null) return texts.noPod;
  const caller = trace.hops.find(({ leg }) => leg?.sourceIdentity !== undefined)?.leg?.sourceIdentity;
  const replaced = caller !== undefined && caller !== podSees.identity;
  if (podSees.identity === 'none') {
    return (
      <>
        <Chip tone="plain">{texts.noIdentity}</Chip>
        <span className={styles.address}>{texts.fromAddress(podSees.address)}</span>
      </>
    );
  }
  return (
    <>
      <span title={podSees.identity}>
        <Chip tone={replaced ? 'l7' : 'hbone'}>{shortIdentity(podSees.identity)}</Chip>
      </span>
      {replaced ? texts.notIdentity(shortIdentity(caller)) : texts.fromAddress(podSees.address)}
    </>
  );
}
