import type { ScenarioRequest } from '#model/scenario.ts';
import { openScenario } from '../openScenario.ts';
import { failed, passed, type ConformanceRow } from './row.ts';

interface AmbientFile {
  readonly policySets: readonly (readonly object[])[];
  readonly cases: readonly AmbientCase[];
}

interface AmbientCase {
  readonly name: string;
  readonly src: 'captured' | 'uncaptured';
  readonly dst: 'captured' | 'service-waypoint' | 'other-service-same-waypoint' | 'uncaptured';
  readonly request: {
    readonly port: 'tcp' | 'http';
    readonly method?: string;
    readonly path?: string;
    readonly headers?: Readonly<Record<string, string>>;
  };
  readonly allow: boolean;
  readonly policySet: number;
}

/** Istio's own ambient authorization tests: the topology its README describes, with the case's policies in it. */
export async function runAmbientAuthz(_file: string, content: unknown): Promise<readonly ConformanceRow[]> {
  const { policySets, cases } = content as AmbientFile;
  const rows: ConformanceRow[] = [];
  for (const one of cases) {
    const scenario = openScenario(textOf([...topology(one.dst), ...(policySets[one.policySet] ?? [])]));
    const { verdict } = await scenario.send(requestOf(one));
    const allowed = verdict.kind === 'delivered';
    rows.push(
      allowed === one.allow
        ? passed(one.name)
        : failed(one.name, `${verdict.kind} by ${verdict.decidedBy.reason.code}, allow: ${one.allow}`),
    );
  }
  return rows;
}

function textOf(objects: readonly object[]): string {
  return objects.map((object) => JSON.stringify(object)).join('\n---\n');
}

function requestOf({ src, dst, request }: AmbientCase): ScenarioRequest {
  const host = dst === 'other-service-same-waypoint' ? 'other.apps' : 'dst.apps';
  const { port, method, path = '/', headers } = request;
  return {
    name: 'case',
    from: src === 'captured' ? 'apps/client' : 'apps/stranger',
    to: port === 'tcp' ? `tcp://${host}:9090` : `http://${host}${path}`,
    ...(method === undefined ? {} : { method }),
    ...(headers === undefined ? {} : { headers }),
  };
}

const uncaptured = { 'istio.io/dataplane-mode': 'none' };

function topology(dst: AmbientCase['dst']): readonly object[] {
  const waypoint = dst === 'service-waypoint' || dst === 'other-service-same-waypoint';
  const labels = waypoint ? { 'istio.io/use-waypoint': 'waypoint' } : {};
  return [
    {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'apps', labels: { 'istio.io/dataplane-mode': 'ambient' } },
    },
    deployment('client', {}),
    deployment('stranger', uncaptured),
    deployment('dst', dst === 'uncaptured' ? uncaptured : {}),
    deployment('other', {}),
    service('dst', labels),
    service('other', labels),
    {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'Gateway',
      metadata: { name: 'waypoint', namespace: 'apps' },
      spec: {
        gatewayClassName: 'istio-waypoint',
        listeners: [{ name: 'mesh', port: 15008, protocol: 'HBONE' }],
      },
    },
  ];
}

function deployment(name: string, labels: Readonly<Record<string, string>>): object {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace: 'apps' },
    spec: {
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels: { app: name, ...labels } },
        spec: {
          serviceAccountName: name,
          containers: [{ name: 'app', ports: [{ containerPort: 8080 }, { containerPort: 9090 }] }],
        },
      },
    },
  };
}

function service(name: string, labels: Readonly<Record<string, string>>): object {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace: 'apps', labels },
    spec: {
      selector: { app: name },
      ports: [
        { name: 'http', port: 80, targetPort: 8080 },
        { name: 'tcp', port: 9090 },
      ],
    },
  };
}
