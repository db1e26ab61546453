import { askedOfRequest, type HttpAttributes } from '#engine/envoy/authorization/attributes.ts';
import { authorizeHttp, isAllowed } from '#engine/envoy/authorization/authorize.ts';
import { compileHttpPolicies } from '#engine/envoy/authorization/compilePolicies.ts';
import { compileMesh } from '#engine/compileMesh.ts';
import { accessRequests, accessRules, policiesOf } from './authorizationRules.ts';
import { casbinPeer } from './casbinPeer.ts';
import { cedarPeer } from './cedarPeer.ts';
import { askAll, row, type Contender, type Row } from './row.ts';

/** ALLOW and DENY by principal, method and path prefix, against casbin and Cedar with the same rules. */
export async function authorizationBench(sizes: readonly number[]): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const n of sizes) rows.push(...(await authorizationOf(n)));
  return rows;
}

async function authorizationOf(n: number): Promise<readonly Row[]> {
  const rules = accessRules(n);
  const requests = accessRequests(rules);
  const { settings } = compileMesh([], {}).mesh;
  const policies = compileHttpPolicies(policiesOf(rules), settings);
  const explained: Contender<HttpAttributes> = {
    name: 'authorization, with explanation',
    answer: (request) => authorizeHttp(policies, request).result === 'allowed',
  };
  const bare: Contender<HttpAttributes> = {
    name: 'authorization, verdict only',
    answer: (request) => isAllowed(policies, askedOfRequest(request)),
  };
  const peers = [await casbinPeer(rules), cedarPeer(rules)];
  const ours = requests.map(explained.answer);
  const same = (contender: Contender<HttpAttributes>): boolean =>
    requests.every((request, index) => contender.answer(request) === ours[index]);
  const agreed = new Map(peers.map((peer) => [peer.name, same(peer) && same(bare)]));
  if (new Set(ours).size < 2) throw new Error('the requests do not tell allowed from denied');
  const times = await askAll([...peers, explained, bare], requests);
  return [explained, bare].flatMap(({ name }) =>
    peers.map((peer) =>
      row(name, n, times.get(name) ?? 0, peer.name, times.get(peer.name) ?? 0, agreed.get(peer.name) === true),
    ),
  );
}
