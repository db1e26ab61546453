import { formatSocket } from '../mesh/ipRange.ts';
import type { MeshService, SocketAddress, Workload } from '../mesh/mesh.ts';

/** One connection as ztunnel's access log tells it. What differs from run to run (ports, bytes, times) is written `*`. */
export interface AccessEntry {
  readonly direction: 'inbound' | 'outbound';
  readonly source: SocketAddress;
  readonly sourceWorkload?: Workload;
  /** Only where the connection carries identities. */
  readonly sourceIdentity?: string;
  readonly to: SocketAddress;
  readonly authority?: SocketAddress;
  readonly service?: Pick<MeshService, 'hostname' | 'name' | 'namespace'>;
  readonly destination?: Workload;
  readonly destinationIdentity?: string;
  readonly error?: string;
}

const tab = '\t';

/** A finished connection: info, or error with ztunnel's words. Mirrors ztunnel `ConnectionResult::record`. */
export function completeLine(entry: AccessEntry): string {
  const level = entry.error === undefined ? 'info' : 'error';
  const bytes = entry.error === undefined ? '*' : '0';
  const fields = [
    `src.addr=${sourceOf(entry)}`,
    ...party('src', entry.sourceWorkload, entry.sourceIdentity),
    `dst.addr=${formatSocket(entry.to.ip, entry.to.port)}`,
    ...(entry.authority === undefined
      ? []
      : [`dst.hbone_addr=${formatSocket(entry.authority.ip, entry.authority.port)}`]),
    ...quoted('dst.service', entry.service?.hostname),
    ...party('dst', entry.destination, entry.destinationIdentity),
    `direction="${entry.direction}"`,
    `bytes_sent=${bytes}`,
    `bytes_recv=${bytes}`,
    'duration="*ms"',
    ...quoted('error', entry.error),
  ];
  return [level, 'access', 'connection complete', fields.join(' ')].join(tab);
}

/** A connection given up before it was one: four fields, at level warn. Mirrors ztunnel `log_early_deny`. */
export function earlyDenyLine(entry: AccessEntry): string {
  const fields = [
    `src.addr=${sourceOf(entry)}`,
    `dst.addr=${formatSocket(entry.to.ip, entry.to.port)}`,
    `direction="${entry.direction}"`,
    ...quoted('error', entry.error),
  ];
  return ['warn', 'access', 'connection failed', fields.join(' ')].join(tab);
}

function sourceOf({ source }: AccessEntry): string {
  const ip = source.ip.includes(':') ? `[${source.ip}]` : source.ip;
  return `${ip}:*`;
}

function party(side: 'src' | 'dst', workload: Workload | undefined, identity: string | undefined): readonly string[] {
  const id = quoted(`${side}.identity`, identity === undefined ? undefined : `spiffe://${identity}`);
  if (workload === undefined) return id;
  return [
    ...quoted(`${side}.workload`, workload.name),
    ...quoted(`${side}.namespace`, workload.namespace),
    ...id,
    ...quoted(`${side}.cluster`, 'Kubernetes'),
  ];
}

function quoted(name: string, value: string | undefined): readonly string[] {
  return value === undefined ? [] : [`${name}=${JSON.stringify(value)}`];
}
