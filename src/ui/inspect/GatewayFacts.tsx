import type { ResourceRef } from '#model/kubernetes/resource.ts';
import type { GatewaySummary } from '#model/meshSummary.ts';
import { useTexts } from '#ui/i18n/useTexts.ts';
import { Chip } from '#ui/kit/Chip.tsx';
import { Fact } from './Fact.tsx';
import { ObjectLinks } from './ObjectLinks.tsx';
import styles from './InspectPanel.module.css';

interface GatewayFactsProps {
  readonly gateway: GatewaySummary;
  readonly users: readonly ResourceRef[];
}

/** A waypoint or gateway: whether it works, what it serves, and who uses it. */
export function GatewayFacts({ gateway, users }: GatewayFactsProps) {
  const { inspect: texts } = useTexts().panels;
  const { role, programmed, pods, waypointFor, addresses } = gateway;
  return (
    <dl className={styles.facts}>
      <Fact name={texts.facts.role}>
        <Chip tone={role === 'waypoint' ? 'l7' : 'mtls'}>{texts.roles[role]}</Chip>
        <Chip tone={programmed ? 'ok' : 'plain'}>{texts.programmed[programmed ? 'yes' : 'no']}</Chip>
      </Fact>
      {waypointFor === '' ? null : <Fact name={texts.facts.serves}>{texts.waypointFor(waypointFor)}</Fact>}
      {addresses.length === 0 ? null : <Fact name={texts.facts.addresses}>{addresses.join(', ')}</Fact>}
      <Fact name={texts.facts.pods}>
        <ObjectLinks refs={pods} />
      </Fact>
      {role === 'waypoint' ? (
        <Fact name={texts.facts.usedBy}>{users.length === 0 ? texts.noWaypoint : <ObjectLinks refs={users} />}</Fact>
      ) : null}
    </dl>
  );
}
