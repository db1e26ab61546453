import { useTexts } from '#ui/i18n/useTexts.ts';
import { Chip } from '#ui/kit/Chip.tsx';
import { enforcerTone } from './enforcerTone.ts';
import { Fact } from './Fact.tsx';
import { GatewayFacts } from './GatewayFacts.tsx';
import type { Inspected } from './inspected.ts';
import { ObjectLinks } from './ObjectLinks.tsx';
import { ServiceFacts } from './ServiceFacts.tsx';
import { WaypointUse } from './WaypointUse.tsx';
import { WorkloadFacts } from './WorkloadFacts.tsx';
import styles from './InspectPanel.module.css';

/** The facts of one object, by what it is. */
export function InspectFacts({ subject }: { readonly subject: Inspected }) {
  const { inspect: texts } = useTexts().panels;
  switch (subject.kind) {
    case 'namespace':
      return (
        <>
          <dl className={styles.facts}>
            <Fact name={texts.facts.ambient}>
              <Chip tone={subject.namespace.ambient ? 'hbone' : 'neutral'}>
                {texts.onOff[subject.namespace.ambient ? 'on' : 'off']}
              </Chip>
            </Fact>
            <Fact name={texts.facts.waypoint}>
              <WaypointUse binding={subject.namespace.useWaypoint} />
            </Fact>
            <Fact name={texts.facts.workloads}>
              {[texts.workloads(subject.workloads), texts.services(subject.services)].join(' · ')}
            </Fact>
          </dl>
          {subject.namespace.declared ? null : <p className={styles.remark}>{texts.undeclared}</p>}
        </>
      );
    case 'workload':
      return <WorkloadFacts workload={subject.workload} behind={subject.behind} />;
    case 'service':
      return <ServiceFacts service={subject.service} />;
    case 'gateway':
      return <GatewayFacts gateway={subject.gateway} users={subject.users} />;
    case 'attachment':
      return (
        <dl className={styles.facts}>
          {subject.attachment.action === undefined ? null : (
            <Fact name={texts.facts.action}>
              <Chip tone={subject.attachment.action === 'DENY' ? 'deny' : 'neutral'}>{subject.attachment.action}</Chip>
            </Fact>
          )}
          <Fact name={texts.facts.targets}>
            <ObjectLinks refs={subject.attachment.targets} />
          </Fact>
          <Fact name={texts.facts.enforcement}>
            <Chip tone={enforcerTone(subject.attachment.enforcedBy)}>
              {texts.enforcers[subject.attachment.enforcedBy]}
            </Chip>
          </Fact>
        </dl>
      );
    case 'other':
      return subject.simulated ? null : <p className={styles.remark}>{texts.notSimulated}</p>;
  }
}
