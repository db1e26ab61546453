import type { Participation, ServiceSummary, WorkloadSummary } from '#model/meshSummary.ts';
import { useTexts } from '#ui/i18n/useTexts.ts';
import { Chip, type ChipTone } from '#ui/kit/Chip.tsx';
import kit from '#ui/kit/panel.module.css';
import { useAppStore } from '#ui/useAppStore.ts';
import { Fact } from './Fact.tsx';
import { ObjectLinks } from './ObjectLinks.tsx';
import { participationCause } from './participationCause.ts';
import { WaypointUse } from './WaypointUse.tsx';
import styles from './InspectPanel.module.css';

const tones: Readonly<Record<Participation, ChipTone>> = {
  captured: 'hbone',
  pending: 'plain',
  sidecar: 'mtls',
  waypoint: 'l7',
  gateway: 'mtls',
  outside: 'neutral',
};

interface WorkloadFactsProps {
  readonly workload: WorkloadSummary;
  readonly behind: readonly ServiceSummary[];
}

/** A pod: whether and why ztunnel captures it, who it is, and which waypoint stands before it on which address. */
export function WorkloadFacts({ workload, behind }: WorkloadFactsProps) {
  const { inspect: texts } = useTexts().panels;
  const namespaces = useAppStore((state) => state.compiled?.summary.namespaces ?? []);
  const trustDomain = useAppStore((state) => state.compiled?.spec.mesh.trustDomain ?? 'cluster.local');
  const { participation, namespace, serviceAccount, addresses, node, ports, origin, ready } = workload;
  return (
    <dl className={styles.facts}>
      <Fact name={texts.facts.participation}>
        <Chip tone={tones[participation]}>{texts.participation[participation]}</Chip>
        {ready ? null : <Chip tone="plain">{texts.notReady}</Chip>}
        <span className={kit.small}>{texts.cause(participationCause(workload, namespaces))}</span>
      </Fact>
      <Fact name={texts.facts.identity}>
        <span className={kit.mono}>{`${trustDomain}/ns/${namespace}/sa/${serviceAccount}`}</span>
      </Fact>
      <Fact name={texts.facts.addresses}>{addresses.join(', ')}</Fact>
      <Fact name={texts.facts.node}>{node}</Fact>
      {ports.length === 0 ? null : <Fact name={texts.facts.ports}>{ports.join(', ')}</Fact>}
      {origin === undefined ? null : (
        <Fact name={texts.facts.origin}>
          <ObjectLinks refs={[origin]} />
        </Fact>
      )}
      <Fact name={texts.facts.services}>
        {behind.length === 0 ? texts.noService : <ObjectLinks refs={behind.map(({ ref }) => ref)} />}
      </Fact>
      <Fact name={texts.facts.podWaypoint}>
        <WaypointUse binding={workload.waypoint} />
      </Fact>
      {behind.map((service) => (
        <Fact key={service.hostname} name={texts.facts.serviceWaypoint(service.name)}>
          <WaypointUse binding={service.waypoint} />
        </Fact>
      ))}
    </dl>
  );
}
