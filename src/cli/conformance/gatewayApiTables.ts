import { readResource } from '#model/kubernetes/readResource.ts';
import { goDuration } from '#engine/envoy/routes/goDuration.ts';
import { openScenario } from '../openScenario.ts';
import { failed, passed, skipped, type ConformanceRow } from './row.ts';

interface Tables {
  readonly replacePrefixMatch: readonly PrefixRow[];
  readonly durationParse: readonly { readonly input: string; readonly milliseconds: number }[];
  readonly durationInvalid: readonly { readonly input: string; readonly reason: string }[];
  readonly durationFormat: readonly { readonly milliseconds: number; readonly canonical: string }[];
}

interface PrefixRow {
  readonly path: string;
  readonly prefixMatch: string;
  readonly replacePrefixMatch: string;
  readonly result: string;
}

/** The tables in the Gateway API's comments: what a prefix is replaced by, and what a duration is. */
export async function runGatewayApiTables(_file: string, content: unknown): Promise<readonly ConformanceRow[]> {
  const { replacePrefixMatch, durationParse, durationInvalid, durationFormat } = content as Tables;
  const rows: ConformanceRow[] = [];
  for (const row of replacePrefixMatch) rows.push(await replacePrefix(row));
  rows.push(
    ...durationParse.map(({ input, milliseconds }) => {
      const ours = goDuration(input);
      return ours === milliseconds ? passed(`parse ${input}`) : failed(`parse ${input}`, `${String(ours)} ms`);
    }),
    ...durationInvalid.map(({ input, reason }) => {
      const { problems } = readResource(route({ timeouts: { request: input } }));
      const refused = problems.some(({ severity }) => severity === 'error');
      return refused ? passed(`refuse ${input}`) : failed(`refuse ${input}`, `accepted: ${reason}`);
    }),
    ...durationFormat.map(({ canonical }) => skipped(`format ${canonical}`, 'durations-written')),
  );
  return rows;
}

function route(rule: object): object {
  return {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { name: 'route', namespace: 'shop' },
    spec: {
      parentRefs: [{ group: '', kind: 'Service', name: 'echo' }],
      rules: [{ backendRefs: [{ name: 'echo', port: 80 }], ...rule }],
    },
  };
}

/** Rewritten by a waypoint, and read at the backend. */
async function replacePrefix({ path, prefixMatch, replacePrefixMatch, result }: PrefixRow): Promise<ConformanceRow> {
  const rule = {
    matches: [{ path: { type: 'PathPrefix', value: prefixMatch } }],
    filters: [{ type: 'URLRewrite', urlRewrite: { path: { type: 'ReplacePrefixMatch', replacePrefixMatch } } }],
  };
  const scenario = openScenario([...shop, route(rule)].map((object) => JSON.stringify(object)).join('\n---\n'));
  const trace = await scenario.send({ name: 'table', from: 'shop/echo', to: `http://echo.shop${path}` });
  const name = `${path} with ${prefixMatch} → ${replacePrefixMatch}`;
  const ours = trace.http?.received?.path;
  return ours === result ? passed(name) : failed(name, `${ours ?? trace.verdict.kind}, expected ${result}`);
}

const shop: readonly object[] = [
  {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name: 'shop',
      labels: { 'istio.io/dataplane-mode': 'ambient', 'istio.io/use-waypoint': 'waypoint' },
    },
  },
  {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'Gateway',
    metadata: { name: 'waypoint', namespace: 'shop' },
    spec: { gatewayClassName: 'istio-waypoint', listeners: [{ name: 'mesh', port: 15008, protocol: 'HBONE' }] },
  },
  {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'echo', namespace: 'shop', labels: { app: 'echo' } },
    spec: { containers: [{ name: 'app', ports: [{ containerPort: 8080 }] }] },
  },
  {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'echo', namespace: 'shop' },
    spec: { selector: { app: 'echo' }, ports: [{ name: 'http', port: 80, targetPort: 8080 }] },
  },
];
