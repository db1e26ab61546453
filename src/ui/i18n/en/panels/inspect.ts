import type { AttachmentSummary, GatewaySummary, Participation } from '#model/meshSummary.ts';
import type { ParticipationCause } from '#ui/inspect/participationCause.ts';
import { numbersOf } from '../../numbers.ts';

const { count, number } = numbersOf('en');

const participation: Readonly<Record<Participation, string>> = {
  captured: 'in ambient',
  pending: 'not ready',
  sidecar: 'sidecar',
  waypoint: 'waypoint',
  gateway: 'gateway',
  outside: 'out of mesh',
};

const enforcers: Readonly<Record<AttachmentSummary['enforcedBy'], string>> = {
  ztunnel: 'ztunnel enforces it',
  waypoint: 'a waypoint enforces it',
  gateway: 'a gateway enforces it',
  sidecar: 'a sidecar enforces it',
  network: 'the network of the node enforces it',
  nobody: 'nobody enforces it',
};

const roles: Readonly<Record<GatewaySummary['role'], string>> = {
  waypoint: 'waypoint',
  ingress: 'ingress gateway',
  other: 'gateway',
};

function cause(why: ParticipationCause): string {
  switch (why.kind) {
    case 'sidecar':
      return 'It runs an Envoy sidecar, so ztunnel leaves it alone.';
    case 'proxy':
      return 'It is the proxy of a Gateway, and speaks HBONE itself.';
    case 'host-network':
      return 'It uses the network of its node; ztunnel cannot capture it.';
    case 'pod-label':
      return `Its own label istio.io/dataplane-mode is ${why.value}.`;
    case 'namespace':
      return `Namespace ${why.namespace} has istio.io/dataplane-mode: ambient.`;
    case 'namespace-without':
      return `Namespace ${why.namespace} does not have istio.io/dataplane-mode: ambient.`;
    case 'pending':
      return 'It is not running yet, so nothing reaches it.';
    case 'other':
      return 'Its labels and state decide so.';
  }
}

export const inspect = {
  empty: 'Nothing selected',
  emptyHint:
    'Select an object on the canvas or under Resources to see what it is, how it takes part and what applies to it.',
  several: (total: number) => `${number(total)} objects selected`,
  participation,
  enforcers,
  roles,
  cause,
  facts: {
    participation: 'Takes part',
    identity: 'Identity',
    addresses: 'Address',
    node: 'Node',
    ports: 'Ports',
    hostname: 'Name',
    endpoints: 'Endpoints',
    services: 'Behind',
    ambient: 'Ambient',
    workloads: 'Workloads',
    role: 'Role',
    serves: 'Serves',
    pods: 'Proxies',
    usedBy: 'Used by',
    waypoint: 'Waypoint',
    podWaypoint: 'Dialled by IP',
    serviceWaypoint: (service: string) => `As ${service}`,
    targets: 'Attached to',
    enforcement: 'Enforced',
    action: 'Action',
    origin: 'Made by',
    state: 'State',
  },
  headless: 'headless: its pods’ own addresses',
  ready: (ready: number, all: number) => `${number(ready)} of ${number(all)} ready`,
  notReady: 'not ready',
  noService: 'no Service selects it',
  onOff: { on: 'on', off: 'off' },
  noWaypoint: 'none',
  unbound: (requested: string, reason: string) => `${requested} is asked for and not used: ${reason}`,
  optedOut: 'opted out (none)',
  programmed: { yes: 'programmed', no: 'not programmed' },
  waypointFor: (kinds: string) => `waypoint-for: ${kinds}`,
  workloads: (total: number) => count(total, 'workload', 'workloads'),
  services: (total: number) => count(total, 'service', 'services'),
  undeclared: 'Only its contents are in the text, not the Namespace itself.',
  notSimulated: 'It is kept and shown, and changes nothing in the simulation.',
  attachments: 'Policies and routes',
  noAttachments: 'None applies.',
  conditions: 'Status, as istiod writes it',
  more: (total: number) => `and ${number(total)} more`,
  actions: {
    title: 'Change',
    ambient: 'Ambient',
    ambientChoices: { on: 'on', off: 'off', inherit: 'not set' },
    waypoint: 'Waypoint',
    inherit: 'not set',
    none: 'none (opt out)',
    rename: 'Rename',
    newName: 'New name',
    apply: 'Apply',
    cancel: 'Cancel',
    duplicate: 'Duplicate',
    remove: 'Delete',
    removeAll: (total: number) => `Delete ${number(total)} objects`,
    show: 'Show in manifests',
  },
};
