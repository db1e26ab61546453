import { describe, expect, test } from 'vitest';
import { readResource } from '#model/kubernetes/readResource.ts';
import { admit } from './admit.ts';

const object = (apiVersion: string, kind: string, spec: unknown, metadata: object = {}) => ({
  apiVersion,
  kind,
  metadata: { name: 'x', namespace: 'shop', ...metadata },
  spec,
});

const policy = (spec: object, metadata?: object) =>
  object('security.istio.io/v1', 'AuthorizationPolicy', spec, metadata);
const peers = (spec: object) => object('security.istio.io/v1', 'PeerAuthentication', spec);
const tokens = (...jwtRules: object[]) => object('security.istio.io/v1', 'RequestAuthentication', { jwtRules });
const entry = (spec: object, metadata?: object) => object('networking.istio.io/v1', 'ServiceEntry', spec, metadata);
const workload = (spec: object) => object('networking.istio.io/v1', 'WorkloadEntry', spec);
const destinations = (spec: object) => object('networking.istio.io/v1', 'DestinationRule', { host: 'a', ...spec });
const route = (spec: object) => object('gateway.networking.k8s.io/v1', 'HTTPRoute', spec);
const service = (spec: object, metadata?: object) => object('v1', 'Service', spec, metadata);
const opening = (...ports: readonly object[]) =>
  object('networking.k8s.io/v1', 'NetworkPolicy', { podSelector: {}, ingress: [{ ports }] });
const admitting = (...from: readonly object[]) =>
  object('networking.k8s.io/v1', 'NetworkPolicy', { podSelector: {}, ingress: [{ from }] });

const refusesPolicy = 'NetworkPolicy.networking.k8s.io "x" is invalid: ';
const networkPolicies: readonly (readonly [string, object, string])[] = [
  [
    'a protocol in small letters',
    opening({ protocol: 'tcp', port: 80 }),
    `${refusesPolicy}spec.ingress[0].ports[0].protocol: Unsupported value: "tcp": supported values: "TCP", "UDP", "SCTP"`,
  ],
  [
    'an end without a port',
    opening({ endPort: 90 }),
    `${refusesPolicy}spec.ingress[0].ports[0].endPort: Invalid value: 90: may not be specified when \`port\` is not specified`,
  ],
  [
    'an end of a named port',
    opening({ port: 'web', endPort: 90 }),
    `${refusesPolicy}spec.ingress[0].ports[0].endPort: Invalid value: 90: may not be specified when \`port\` is non-numeric`,
  ],
  [
    'an end before the port',
    opening({ port: 90, endPort: 80 }),
    `${refusesPolicy}spec.ingress[0].ports[0].endPort: Invalid value: 90: must be greater than or equal to \`port\``,
  ],
  [
    'a peer that says nothing',
    admitting({}),
    `${refusesPolicy}spec.ingress[0].from[0]: Required value: must specify a peer`,
  ],
  [
    'addresses and pods in one peer',
    admitting({ podSelector: {}, ipBlock: { cidr: '10.0.0.0/8' } }),
    `${refusesPolicy}spec.ingress[0].from[0]: Forbidden: may not specify both ipBlock and another peer`,
  ],
  [
    'a direction in small letters',
    object('networking.k8s.io/v1', 'NetworkPolicy', { podSelector: {}, policyTypes: ['ingress'] }),
    `${refusesPolicy}spec.policyTypes[0]: Unsupported value: "ingress": supported values: "Ingress", "Egress"`,
  ],
];

const source = (fields: object) => ({ rules: [{ from: [{ source: fields }] }] });
const operation = (fields: object) => ({ rules: [{ to: [{ operation: fields }] }] });
const one = (message: string) => `1 error occurred:\n\t* ${message}\n\n`;

function refusal(value: unknown): string | undefined {
  return admit([readResource(value)]).refused[0]?.message;
}

describe('the webhook refuses', () => {
  test.each([
    [
      'a DENY policy without rules',
      policy({ action: 'DENY' }),
      'invalid policy x.shop: DENY action without `rules` is meaningless as it will never be triggered, add an empty rule `{}` if you want it be triggered for every request',
    ],
    [
      'an empty list of rules all the same',
      policy({ action: 'DENY', rules: [] }),
      'invalid policy x.shop: DENY action without `rules` is meaningless as it will never be triggered, add an empty rule `{}` if you want it be triggered for every request',
    ],
    [
      'a named port',
      policy(operation({ ports: ['http'] })),
      one('invalid policy x.shop: bad port (http): strconv.ParseUint: parsing "http": invalid syntax'),
    ],
    ['a port too high', policy(operation({ ports: ['70000'] })), one('invalid policy x.shop: bad port (70000): <nil>')],
    [
      'a range too long',
      policy(source({ ipBlocks: ['10.0.0.0/40'] })),
      one(
        'invalid policy x.shop: bad CIDR range (10.0.0.0/40): netip.ParsePrefix("10.0.0.0/40"): prefix length out of range',
      ),
    ],
    [
      'an address that is none',
      policy(source({ notIpBlocks: ['garbage'] })),
      one('invalid policy x.shop: bad IP address (garbage)'),
    ],
    [
      'any service account',
      policy(source({ serviceAccounts: ['*'] })),
      'invalid policy x.shop: wildcard not allowed, found in ServiceAccounts',
    ],
    [
      'a source that says nothing',
      policy(source({})),
      'invalid policy x.shop: `from.source` must not be empty, found at rule 0',
    ],
    [
      'an operation that says nothing',
      policy(operation({})),
      'invalid policy x.shop: `to.operation` must not be empty, found at rule 0',
    ],
    [
      'an unknown key',
      policy({ rules: [{ when: [{ key: 'foo.bar', values: ['a'], notValues: ['b'] }] }] }),
      '2 errors occurred:\n\t* invalid policy x.shop: invalid `value` for `key` foo.bar: unknown attribute: foo.bar\n\t* invalid policy x.shop: invalid `notValue` for `key` foo.bar: unknown attribute: foo.bar\n\n',
    ],
    [
      'a template in the middle',
      policy(operation({ paths: ['/a/{**}/{*}'] })),
      'invalid policy x.shop: invalid or unsupported path a/{**}/{*}, found in Paths. {**} is not the last operator',
    ],
    [
      'a target of another kind',
      policy({ targetRefs: [{ kind: 'Pod', name: 'a' }] }),
      'invalid policy x.shop: targetRef must be to one of [core/v1/Service networking.istio.io/v1/ServiceEntry gateway.networking.k8s.io/v1/Gateway gateway.networking.k8s.io/v1/GatewayClass] but was /Pod',
    ],
    [
      'CUSTOM without a provider',
      policy({ action: 'CUSTOM', rules: [{}] }),
      'invalid policy x.shop: `provider.name` must not be empty',
    ],
    [
      'a dry run that is no boolean',
      policy({}, { annotations: { 'istio.io/dry-run': 'yes' } }),
      'shop/x has annotation istio.io/dry-run with invalid value (yes): strconv.ParseBool: parsing "yes": invalid syntax',
    ],
    [
      'a dry run of AUDIT',
      policy({ action: 'AUDIT' }, { annotations: { 'istio.io/dry-run': 'true' } }),
      'the annotation istio.io/dry-run currently only supports action ALLOW/DENY, found action AUDIT in shop/x',
    ],
    [
      'a dry run of anything else',
      entry({ hosts: ['a.b'] }, { annotations: { 'istio.io/dry-run': 'true' } }),
      'shop/x has unsupported annotation istio.io/dry-run, please remove the annotation',
    ],
    [
      'a token rule without issuer and keys',
      tokens({ jwks: '{"keys":[]}' }),
      one('issuer or jwksUri must be non-empty string'),
    ],
    ['an address without a place', workload({ network: '', ports: {} }), 'address is required'],
    [
      'several names on plain TCP',
      entry({ hosts: ['a.b', 'c.d'], resolution: 'DNS', ports: [{ name: 'tcp', number: 80, protocol: 'TCP' }] }),
      'multiple hosts provided with non-HTTP, non-TLS ports',
    ],
    [
      'a dynamic name that is fixed',
      entry({ hosts: ['a.b'], resolution: 'DYNAMIC_DNS' }),
      'host must be wildcarded for resolution mode DYNAMIC_DNS',
    ],
    [
      'a port that no one defined',
      entry({ hosts: ['a.b'], resolution: 'STATIC', endpoints: [{ address: '1.2.3.4', ports: { web: 80 } }] }),
      'endpoint port 80 is not defined by the service entry',
    ],
    [
      'weights that leave a rest',
      destinations({
        trafficPolicy: { loadBalancer: { localityLbSetting: { distribute: [{ from: 'a', to: { a: 80 } }] } } },
      }),
      'total locality weight 80 != 100',
    ],
    [
      'two subsets of one name',
      destinations({ subsets: [{ name: 'v1' }, { name: 'v1' }] }),
      'duplicate subset names: v1',
    ],
  ])('%s', (_case, value, message) => {
    expect(refusal(value)).toBe(`Istio webhook: ${message}`);
  });
});

describe('the API server refuses', () => {
  test.each([
    [
      'two ways to attach',
      policy({ selector: {}, targetRefs: [{ kind: 'Gateway', group: 'gateway.networking.k8s.io', name: 'w' }] }),
      'CRD validation: AuthorizationPolicy/x/shop: spec: Invalid value: only one of targetRefs or selector can be set',
    ],
    [
      'ports without a selector',
      peers({ portLevelMtls: { 80: { mode: 'DISABLE' } } }),
      'CRD validation: PeerAuthentication/x/shop: spec: Invalid value: portLevelMtls requires selector',
    ],
    [
      'a header value with a line break',
      route({
        rules: [
          {
            filters: [
              { type: 'RequestHeaderModifier', requestHeaderModifier: { set: [{ name: 'a', value: 'b\nc' }] } },
            ],
          },
        ],
      }),
      `CRD validation: HTTPRoute/x/shop: spec.rules[0].filters[0].requestHeaderModifier.set[0].value: Invalid value: "b\\nc": spec.rules[0].filters[0].requestHeaderModifier.set[0].value in body should match '^[!-~]+([\\t ]?[!-~]+)*$'`,
    ],
    [
      'two things at once, both named',
      policy({ action: 'NO', rules: [{ when: [{}] }] }),
      'CRD validation: AuthorizationPolicy/x/shop: [spec.action: Unsupported value: "NO": supported values: "ALLOW", "DENY", "AUDIT", "CUSTOM", spec.rules[0].when[0].key: Required value]',
    ],
    [
      'equal items before conditions',
      entry({
        hosts: ['a.b'],
        ports: [
          { name: 'a', number: 80 },
          { name: 'a', number: 80 },
        ],
      }),
      'CRD validation: ServiceEntry/x/shop: spec.ports[1]: Duplicate value: {"name":"a"}',
    ],
    ['a Service without ports', service({}), 'Service "x" is invalid: spec.ports: Required value'],
    [
      'a Service with unnamed ports',
      service({ ports: [{ port: 80 }, { port: 81, name: 'b' }] }),
      'Service "x" is invalid: spec.ports[0].name: Required value',
    ],
    [
      'a port out of range',
      service({ ports: [{ port: 0 }] }),
      'Service "x" is invalid: spec.ports[0].port: Invalid value: 0: must be between 1 and 65535, inclusive',
    ],
    [
      'HTTP as a protocol',
      service({ ports: [{ port: 80, protocol: 'HTTP' }] }),
      'Service "x" is invalid: spec.ports[0].protocol: Unsupported value: "HTTP": supported values: "SCTP", "TCP", "UDP"',
    ],
  ])('%s', (_case, value, message) => {
    expect(refusal(value)).toBe(message);
  });

  test.each(networkPolicies)('%s', (_case, value, message) => {
    expect(refusal(value)).toBe(message);
  });

  test.each([
    ['capitals in a name', service({ clusterIP: 'None' }, { name: 'Echo' }), ['metadata', 'name']],
    [
      'a label value with a blank',
      service({ clusterIP: 'None' }, { labels: { a: 'b c' } }),
      ['metadata', 'labels', 'a'],
    ],
    [
      'a label key with two slashes',
      service({ clusterIP: 'None' }, { labels: { 'a/b/c': 'd' } }),
      ['metadata', 'labels'],
    ],
  ])('%s, and points at it', (_case, value, path) => {
    expect(admit([readResource(value)]).refused[0]?.path).toEqual(path);
  });
});

test.each([
  ['an ALLOW policy that says nothing', policy({})],
  ['a DENY policy with an empty rule', policy({ action: 'DENY', rules: [{}] })],
  ['a headless Service without ports', service({ clusterIP: 'None' })],
  ['an external name without ports', service({ type: 'ExternalName', externalName: 'a.b' })],
  [
    'a wildcard entry for anything that matches',
    entry({
      hosts: ['*.example.com'],
      resolution: 'DYNAMIC_DNS',
      ports: [{ name: 'tls', number: 443, protocol: 'TLS' }],
    }),
  ],
  ['a workload known by its network', workload({ network: 'n1' })],
  ['a pod that leaves out everything', object('v1', 'Pod', {})],
  ['an unknown field', policy({ rulez: [] })],
])('accepted: %s', (_case, value) => {
  const { accepted, refused } = admit([readResource(value)]);
  expect(refused).toEqual([]);
  expect(accepted).toHaveLength(1);
});

test('what is accepted may be warned about', () => {
  const { accepted, warnings } = admit([readResource(policy({ action: 'DENY', ...operation({ methods: ['GET'] }) }))]);
  expect(accepted).toHaveLength(1);
  expect(warnings.map(({ ref }) => ref.name)).toEqual(['x']);
});

test('objects without a name or a definition are in no list', () => {
  const reads = [
    readResource({ apiVersion: 'v1', kind: 'Service', metadata: {} }),
    readResource(object('a.b/v1', 'C', {})),
  ];
  expect(admit(reads)).toEqual({ accepted: [], refused: [], warnings: [] });
});
