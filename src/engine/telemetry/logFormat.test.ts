import { expect, test } from 'vitest';
import type { HttpRequest } from '../dataplane/connection.ts';
import { logLine } from './logFormat.ts';

const request: HttpRequest = {
  method: 'GET',
  scheme: 'http',
  authority: 'web',
  path: '/p?q',
  headers: [['user-agent', 'curl']],
  body: '',
  protocol: 'HTTP/1.1',
  grpc: false,
};
const ends = { downstreamLocal: { ip: '10.96.0.10', port: 80 }, downstreamRemote: { ip: '10.1.0.10', port: 0 } };

test('a request that went on', () => {
  const logged = {
    flags: '-',
    details: 'via_upstream',
    routeName: 'default',
    cluster: 'inbound-vip|80|http|web.app.svc.cluster.local',
    upstreamHost: 'envoy://connect_originate/10.1.0.21:8080',
  };
  expect(logLine({ request, response: { status: 200, headers: [], body: '' }, logged, ...ends, tcp: false })).toBe(
    '[-] "GET /p?q HTTP/1.1" 200 - via_upstream - "-" 0 0 - - "-" "curl" "-" "web" ' +
      '"envoy://connect_originate/10.1.0.21:8080" inbound-vip|80|http|web.app.svc.cluster.local ' +
      'envoy://internal_client_address/ 10.96.0.10:80 10.1.0.10:0 - default',
  );
});

test('a refusal has no upstream', () => {
  const logged = { flags: '-', details: 'rbac_access_denied_matched_policy[none]', routeName: 'default', cluster: 'c' };
  const line = logLine({ request, response: { status: 403, headers: [], body: 'x' }, logged, ...ends, tcp: false });
  expect(line).toContain('403 - rbac_access_denied_matched_policy[none] -');
  expect(line).toContain('"-" c - 10.96.0.10:80');
});

test('a TCP connection that was cut', () => {
  const logged = { flags: '-', details: 'rbac_access_denied_matched_policy[none]', cluster: 'c' };
  expect(logLine({ logged, ...ends, tcp: true })).toMatch(
    /^\[-\] "- - -" 0 - - rbac_access_denied_matched_policy\[none\] /,
  );
});
