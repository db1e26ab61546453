import type { ProxyRef } from '#model/trace.ts';
import type { Walk } from '../dataplane/walk.ts';
import type { Workload } from '../mesh/mesh.ts';
import { clusterId, workloadLabels } from '../telemetry/workloadLabels.ts';
import { completeLine, type AccessEntry } from './accessLog.ts';

/** ztunnel's response flags. A failed TLS handshake is an I/O error to it, so it is `CONNECT` too. */
export type ConnectionFlag = 'DENY' | 'CONNECT' | 'NETWORK_POLICY';

type Labels = Readonly<Record<string, string>>;

/**
 * Logs and counts a connection that ztunnel had begun to carry. What it gave up earlier is logged but counted nowhere.
 * Mirrors ztunnel `ConnectionResult::record`.
 */
export function recordConnection(walk: Walk, at: ProxyRef, entry: AccessEntry, flag?: ConnectionFlag): void {
  walk.log(at, completeLine(entry));
  // A connection is opened before anything can fail, so only what is counted at its end has the flag.
  const opened = labelsOf(entry, '-');
  const closed = flag === undefined ? opened : { ...opened, response_flags: flag };
  walk.count({ at, name: 'istio_tcp_connections_opened_total', labels: opened });
  walk.count({ at, name: 'istio_tcp_sent_bytes_total', labels: opened });
  walk.count({ at, name: 'istio_tcp_received_bytes_total', labels: opened });
  walk.count({ at, name: 'istio_tcp_connections_closed_total', labels: closed });
  if (flag !== undefined) walk.count({ at, name: 'istio_tcp_connections_failed_total', labels: closed });
}

/** Mirrors ztunnel `CommonTrafficLabels`: what is not known is called `unknown`. */
function labelsOf(entry: AccessEntry, flag: string): Labels {
  const { direction, sourceWorkload, sourceIdentity, destination, service } = entry;
  return {
    reporter: direction === 'outbound' ? 'source' : 'destination',
    ...party('source', sourceWorkload, sourceIdentity),
    destination_service: service?.hostname ?? unknown,
    destination_service_namespace: service?.namespace ?? unknown,
    destination_service_name: service?.name ?? unknown,
    // The destination's identity is what the registry says, whether or not it was asked to prove it.
    ...party('destination', destination, destination?.identity),
    request_protocol: 'tcp',
    response_flags: flag,
    connection_security_policy: sourceIdentity === undefined ? unknown : 'mutual_tls',
    ...locality('source', sourceWorkload),
    ...locality('destination', destination),
  };
}

const unknown = 'unknown';

function party(side: 'source' | 'destination', workload: Workload | undefined, identity: string | undefined): Labels {
  const known = workload === undefined ? undefined : workloadLabels(workload);
  const service = filled(known?.canonicalService);
  const revision = filled(known?.canonicalRevision);
  return {
    [`${side}_workload`]: filled(known?.workload),
    [`${side}_canonical_service`]: service,
    [`${side}_canonical_revision`]: revision,
    [`${side}_workload_namespace`]: filled(workload?.namespace),
    [`${side}_principal`]: identity === undefined ? unknown : `spiffe://${identity}`,
    [`${side}_app`]: service,
    [`${side}_version`]: revision,
    [`${side}_cluster`]: workload === undefined ? unknown : clusterId,
  };
}

function locality(side: 'source' | 'destination', workload: Workload | undefined): Labels {
  return { [`${side}_region`]: filled(workload?.region), [`${side}_zone`]: filled(workload?.zone) };
}

function filled(value: string | undefined): string {
  return value === undefined || value === '' ? unknown : value;
}
