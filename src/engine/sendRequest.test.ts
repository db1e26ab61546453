import { expect, test } from 'vitest';
import { SignJWT } from 'jose';
import { http, namespace, pod, service, waypoint, worldOf } from './forward/testWorld.ts';
import { sendRequest } from './sendRequest.ts';

const secret = new TextEncoder().encode('0123456789abcdef0123456789abcdef');
const k = btoa(String.fromCharCode(...secret)).replace(/=+$/, '');
const jwks = JSON.stringify({ keys: [{ kty: 'oct', alg: 'HS256', kid: 'a', k }] });

const world = [
  namespace('app', { 'istio.io/dataplane-mode': 'ambient' }),
  ...waypoint('app/wp', '10.96.0.9', '10.1.0.9'),
  pod('app/client', { ip: '10.1.0.1' }),
  pod('app/web', { ip: '10.1.0.2' }),
  service('app/web', {
    ip: '10.96.0.1',
    select: { app: 'web' },
    ports: [http],
    labels: { 'istio.io/use-waypoint': 'wp' },
  }),
  {
    apiVersion: 'security.istio.io/v1',
    kind: 'RequestAuthentication',
    metadata: { name: 'ra', namespace: 'app' },
    spec: { targetRefs: [{ group: '', kind: 'Service', name: 'web' }], jwtRules: [{ issuer: 'me', jwks }] },
  },
];

// A token from 1000 to 2000; Envoy allows a minute on either side.
test.each([
  [undefined, 401],
  [939, 401],
  [941, 200],
  [1500, 200],
  [2059, 200],
  [2061, 401],
])('at %s a token of another time is answered with %s', async (now, status) => {
  const token = await new SignJWT({ iss: 'me', nbf: 1000, exp: 2000 })
    .setProtectedHeader({ alg: 'HS256', kid: 'a' })
    .sign(secret);
  const mesh = worldOf(world, now === undefined ? {} : { now });
  const headers = { authorization: `Bearer ${token}` };
  const { verdict } = await sendRequest(mesh, { name: 'r', from: 'app/client', to: 'http://web/', headers }, 1);
  expect(verdict.status).toBe(status);
});
