import { describe, expect, test } from 'vitest';
import { namespace, pod, service, worldOf } from '../forward/testWorld.ts';
import { compareMatrices } from './compareMatrices.ts';
import { reachabilityMatrix, type MatrixCell } from './matrix.ts';

const app = [
  namespace('app', { 'istio.io/dataplane-mode': 'ambient' }),
  pod('app/c', { ip: '10.1.0.1' }),
  pod('app/s', { ip: '10.1.0.2' }),
  service('app/s', { ip: '10.96.0.2', select: { app: 's' } }),
];

const denyC = {
  apiVersion: 'security.istio.io/v1',
  kind: 'AuthorizationPolicy',
  metadata: { name: 'no-c', namespace: 'app' },
  spec: { action: 'DENY', rules: [{ from: [{ source: { principals: ['cluster.local/ns/app/sa/c'] } }] }] },
};

function matrixOf(...more: Parameters<typeof worldOf>[0]): readonly MatrixCell[] {
  return reachabilityMatrix(worldOf([...app, ...more]));
}

const toS = 'app/c → GET http://s.app.svc.cluster.local:80/';

describe('the matrix', () => {
  test('has every caller and destination', () => {
    expect(matrixOf().map(({ from, destination }) => `${from} ${destination}`)).toEqual(['app/c app/s', 'app/s app/s']);
  });

  test('names the guard that was met', () => {
    const cell = matrixOf(denyC).find(({ key }) => key === toS);
    expect(cell).toMatchObject({ verdict: 'denied', deniedBy: 'app/no-c' });
    expect(cell?.guards).toEqual([{ at: 'ztunnel', policies: ['app/no-c'], result: 'deny' }]);
  });
});

describe('between two meshes', () => {
  test.each([
    ['a new DENY closes', matrixOf(), matrixOf(denyC), ['closed']],
    ['its removal opens', matrixOf(denyC), matrixOf(), ['opened']],
    ['nothing changes', matrixOf(denyC), matrixOf(denyC), []],
  ])('%s', (_case, before, after, kinds) => {
    const changes = compareMatrices(before, after);
    expect(changes.map(({ kind }) => kind)).toEqual(kinds);
    expect(changes.every(({ key }) => key === toS)).toBe(true);
  });
});
