import type { ServiceSummary } from '#model/meshSummary.ts';
import { useTexts } from '#ui/i18n/useTexts.ts';
import kit from '#ui/kit/panel.module.css';
import { Fact } from './Fact.tsx';
import { ObjectLinks } from './ObjectLinks.tsx';
import { WaypointUse } from './WaypointUse.tsx';
import styles from './InspectPanel.module.css';

/** A Service or ServiceEntry: its names and addresses, what is behind it, and the waypoint before it. */
export function ServiceFacts({ service }: { readonly service: ServiceSummary }) {
  const { inspect: texts } = useTexts().panels;
  const { hostname, addresses, ports, endpoints, headless, waypoint } = service;
  return (
    <dl className={styles.facts}>
      <Fact name={texts.facts.hostname}>
        <span className={kit.mono}>{hostname}</span>
      </Fact>
      <Fact name={texts.facts.addresses}>{headless ? texts.headless : addresses.join(', ')}</Fact>
      <Fact name={texts.facts.ports}>
        {ports.map(({ port, name, protocol }) => `${String(port)} ${name ?? protocol}`).join(', ')}
      </Fact>
      <Fact name={texts.facts.endpoints}>
        <div>
          {texts.ready(endpoints.filter(({ ready }) => ready).length, endpoints.length)}
          <ObjectLinks refs={endpoints.map((endpoint) => endpoint.workload)} />
        </div>
      </Fact>
      <Fact name={texts.facts.waypoint}>
        <WaypointUse binding={waypoint} />
      </Fact>
    </dl>
  );
}
