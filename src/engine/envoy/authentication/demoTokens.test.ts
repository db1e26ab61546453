import { expect, test } from 'vitest';
import type { RequestAuthentication } from '#model/kubernetes/kinds.ts';
import type { RequestToken } from '#model/scenario.ts';
import { meshOf, worldWith } from '../../dataplane/smallWorld.ts';
import { authenticate } from './authenticate.ts';
import { compileAuthentication } from './authenticationRules.ts';
import { demoKeySet, withToken } from './demoTokens.ts';
import { verifyTokens } from './verifyTokens.ts';

const now = 1_788_220_800;
const trusting: RequestAuthentication = {
  apiVersion: 'security.istio.io/v1',
  kind: 'RequestAuthentication',
  metadata: { name: 'ra', namespace: 'app' },
  spec: { jwtRules: [{ issuer: 'me', audiences: ['web'], jwks: demoKeySet() }] },
};

test.each<readonly [RequestToken, string]>([
  ['none', 'anonymous'],
  ['valid', 'demo-user'],
  ['expired', 'Jwt is expired'],
  ['bad-signature', 'Jwt verification fails'],
  [{ claims: { iss: 'me', sub: 'ana', aud: 'web' } }, 'ana'],
  [{ claims: { iss: 'you', aud: 'web' } }, 'Jwt issuer is not configured'],
  [{ claims: { iss: 'me', aud: 'api' } }, 'Audiences in Jwt are not allowed'],
  [{ claims: { iss: 'me', aud: 'web' }, signedBy: 'other' }, "Jwks doesn't have key to match kid or alg from Jwt"],
])('token %j', async (token, expected) => {
  const mesh = meshOf(worldWith(trusting));
  const { headers = {} } = await withToken(mesh, { name: 'r', from: 'app/c', to: 'http://svc', token }, now);
  const request = {
    method: 'GET',
    scheme: 'http' as const,
    authority: 'svc',
    path: '/',
    headers: Object.entries(headers).map(([name, value]) => [name, String(value)] as const),
    body: '',
    protocol: 'HTTP/1.1' as const,
    grpc: false,
  };
  const result = authenticate(compileAuthentication([trusting]), request, await verifyTokens(mesh, request), now);
  const got =
    result.result === 'passed'
      ? (result.claims?.['sub'] ?? 'anonymous')
      : result.result === 'rejected' && result.answer.body;
  expect(got).toBe(expected);
});
