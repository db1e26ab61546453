import { compileMesh } from '#engine/compileMesh.ts';
import type { HttpRequest } from '#engine/dataplane/connection.ts';
import { findRoute, matchRoute } from '#engine/envoy/routes/matchRoute.ts';
import { routesForService } from '#engine/envoy/routes/routesForService.ts';
import type { Route, RouteTable } from '#engine/envoy/routes/routeTable.ts';
import { findMyWayPeer, honoPeer } from './routerPeers.ts';
import { pathRequests, pathRules, routeResources, type PathRequest, type PathRule } from './routingRules.ts';
import { askAll, row, type Contender, type Row } from './row.ts';

/** Method with exact path or prefix, against the routers of find-my-way and hono with the same routes. */
export async function routingBench(sizes: readonly number[]): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const n of sizes) rows.push(...(await routingOf(n)));
  return rows;
}

type Question = PathRequest & { readonly request: HttpRequest };

async function routingOf(n: number): Promise<readonly Row[]> {
  const rules = pathRules(n);
  const questions = pathRequests(rules).map(questionOf);
  const table = tableOf(rules);
  const explained: Contender<Question> = {
    name: 'routing, with explanation',
    answer: ({ request }) => {
      const match = matchRoute(table, request);
      return match.kind === 'route' ? match.route : undefined;
    },
  };
  const bare: Contender<Question> = { name: 'routing, route only', answer: ({ request }) => findRoute(table, request) };
  const peers: readonly Contender<Question>[] = [findMyWayPeer(rules), honoPeer(rules)];
  const ours = questions.map((question) => idOf(explained.answer(question) as Route | undefined));
  const bareAgrees = questions.every((question, i) => idOf(bare.answer(question) as Route | undefined) === ours[i]);
  const agreed = new Map(
    peers.map(({ name, answer }) => [name, bareAgrees && questions.every((each, i) => answer(each) === ours[i])]),
  );
  if (new Set(ours).size < Math.min(n, 10)) throw new Error('the requests do not tell the routes apart');
  const times = await askAll([explained, bare, ...peers], questions);
  return [explained, bare].flatMap(({ name }) =>
    peers.map((peer) =>
      row(name, n, times.get(name) ?? 0, peer.name, times.get(peer.name) ?? 0, agreed.get(peer.name) === true),
    ),
  );
}

function tableOf(rules: readonly PathRule[]): RouteTable {
  const { mesh } = compileMesh(routeResources(rules), {});
  const service = mesh.services.byHostname('api.app.svc.cluster.local', 'app');
  if (service === undefined) throw new Error('the service of the routes is missing');
  return routesForService(mesh, { kind: 'Gateway', namespace: 'app', name: 'wp' }, service, 80);
}

function questionOf(asked: PathRequest): Question {
  return { method: asked.method, path: asked.path, request: httpRequest(asked) };
}

/** Field by field: Node 20 reads objects made by spreading several times slower. */
function httpRequest({ method, path }: PathRequest): HttpRequest {
  return {
    method,
    path,
    scheme: 'http',
    authority: 'api.app',
    headers: [],
    body: '',
    protocol: 'HTTP/1.1',
    grpc: false,
  };
}

function idOf(route: Route | undefined): string | undefined {
  return route?.source === undefined ? undefined : `${route.source.name}/${String(route.rule)}`;
}
