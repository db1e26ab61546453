import { byOther, get, ok, r0, refused } from '../answers.fixture.ts';
import { row, table, type Exchange } from '../rows.fixture.ts';
import { namespace, pod, policy, toWeb, toWp, type Spec } from '../waypointWorld.fixture.ts';

const operation = (...operations: readonly Spec[]): Spec => ({ to: operations.map((one) => ({ operation: one })) });
const source = (...sources: readonly Spec[]): Spec => ({ from: sources.map((one) => ({ source: one })) });
const when = (key: string, ...values: readonly string[]): Spec => ({ when: [{ key, values }] });
const whenNot = (key: string, ...notValues: readonly string[]): Spec => ({ when: [{ key, notValues }] });
const client = 'cluster.local/ns/app/sa/client';
const other = 'cluster.local/ns/app/sa/other';

const allow = (...rules: readonly Spec[]) => [policy('p', { targetRefs: [toWeb], rules })];
const deny = (...rules: readonly Spec[]) => [policy('p', { targetRefs: [toWeb], action: 'DENY', rules })];
const denied = refused('app/p');

/** Paths, methods or hosts that pass, and those that do not. */
const paths = (passing: readonly string[], stopped: readonly string[], by = refused()): readonly Exchange[] => [
  ...passing.map((path): Exchange => [get(path), ok()]),
  ...stopped.map((path): Exchange => [get(path), by]),
];
const hosts = (passing: readonly string[], stopped: readonly string[], by = refused()): readonly Exchange[] => [
  ...passing.map((host): Exchange => [get('/', { host }), ok()]),
  ...stopped.map((host): Exchange => [get('/', { host }), by]),
];

table('l7.md 10.2: rules', [
  row('B25 an empty rule allows all', allow({}), [[r0, ok()]]),
  row('B26 no rules allow nothing', [policy('p', { targetRefs: [toWeb] })], [[r0, refused()]]),
  row('B27 an empty rule denies all', deny({}), [[r0, denied]]),
  row('B28 DENY without rules is not admitted', [policy('p', { targetRefs: [toWeb], action: 'DENY' })], [[r0, ok()]]),
  row('B29 AUDIT changes nothing', [policy('p', { targetRefs: [toWeb], action: 'AUDIT', rules: [{}] })], [[r0, ok()]]),
  row(
    'B38 the query is no part of the path',
    allow(operation({ paths: ['/allow'] })),
    paths(['/allow?param=value', '/allow'], ['/allow/', '/allowed?x=/allow']),
  ),
  row(
    'B39 and B40 DENY of one path below a prefix',
    [
      policy('allow', { targetRefs: [toWeb], rules: [operation({ paths: ['/allow*'] })] }),
      policy('p', { targetRefs: [toWeb], action: 'DENY', rules: [operation({ paths: ['/allow/admin'] })] }),
    ],
    paths(['/allow', '/allow/admin/'], ['/allow/admin?x=1'], denied),
  ),
  row(
    'B41, B42 and B43 a path template',
    allow(operation({ paths: ['/allow/admin/{**}'] })),
    paths(['/allow/admin/', '/allow/admin/foo/temp.txt', '/allow/admin//'], ['/allow/admin', '/allow/adminx/']),
  ),
  row(
    'B44 one segment and the rest',
    allow(operation({ paths: ['/foo/{*}/bar/{**}'] })),
    paths(['/foo/buzz/bar/bat.txt', '/foo/a%2Fb/bar/'], ['/foo/bar/bat.txt', '/foo//bar/bat.txt', '/foo/a/b/bar/x']),
  ),
  row(
    'B45 any number of segments between',
    allow(operation({ paths: ['/store/{**}/cart'] })),
    paths(['/store//cart', '/store/foo/bar/cart'], ['/store/cart', '/store/foo/cart/', '/store/foo/carts']),
  ),
  row('B46 the rest is last', allow(operation({ paths: ['/a/{**}/{*}'] })), [[r0, ok()]]),
  row(
    'B47 and B48 paths are normalised first',
    allow(operation({ paths: ['/public*'], methods: ['GET'] })),
    paths(['/public/x'], ['/public/../private', '/public/%2e%2e/private']),
  ),
  row('B51 paths are case-sensitive', deny(operation({ paths: ['/Admin'] })), paths(['/admin'], ['/Admin'], denied)),
  row('3.4 suffixes, presence and stars in the middle', allow(operation({ paths: ['*.css', '*foo*', '/a*b'] })), [
    ...paths(['/x/y.css', '/xfoo*', '/a*b'], ['/foo', '/aXb', '/xfoobar', '/y.css/']),
  ]),
  row('B52 notMethods', allow(operation({ notMethods: ['PUT'] })), [
    [r0, ok()],
    [get('/', {}, { method: 'PUT' }), refused()],
  ]),
  row('3.4 methods by prefix and in their case', allow(operation({ methods: ['P*', 'get'] })), [
    [get('/', {}, { method: 'POST' }), ok()],
    [get('/', {}, { method: 'PROPFIND' }), ok()],
    [r0, refused()],
  ]),
  row(
    'B53 notHosts',
    allow(operation({ notHosts: ['deny.web.com'] })),
    hosts(['allow.web.com'], ['deny.web.com', 'DENY.web.com']),
  ),
  row(
    'B54 hosts are compared with their ports',
    allow(operation({ hosts: ['web'] })),
    hosts(['web', 'WEB'], ['web:80', 'web.', 'web.app']),
  ),
  row('B55 a host with any port', allow(operation({ hosts: ['web:*'] })), hosts(['web:8080', 'web:80'], ['web'])),
  row(
    'B56 hosts in any case',
    deny(operation({ hosts: ['deny.web.com', '*.suffix.web.com', 'prefix.web.*'] })),
    hosts(['www.web.com', 'suffix.web.com'], ['DENY.WEB.COM', 'Deny.Suffix.Web.Com', 'PREFIX.web.COM'], denied),
  ),
  row('B57 the port of the Service', allow(operation({ ports: ['80'] })), [[r0, ok()]]),
  row('B58 not that of the pod', allow(operation({ ports: ['8080'] })), [[r0, refused()]]),
  row('B60 notPorts', allow(operation({ notPorts: ['8000'] })), [
    [r0, ok()],
    [{ to: 'http://web:8000/' }, refused()],
  ]),
  row('B61 ipBlocks never match', deny(source({ ipBlocks: ['10.1.0.10/32'] })), [[r0, ok()]]),
  row('B61 ipBlocks of all allow nothing', allow(source({ ipBlocks: ['0.0.0.0/0'] })), [[r0, refused()]]),
  row('3.4 notIpBlocks always match', deny(source({ notIpBlocks: ['0.0.0.0/0'] })), [[r0, denied]]),
  row('3.4 source.ip as a condition never matches', allow(when('source.ip', '10.1.0.0/16')), [[r0, refused()]]),
  row('B62 and B63 remoteIpBlocks', allow(source({ remoteIpBlocks: ['10.1.0.10/32'] })), [
    [r0, ok()],
    [byOther, refused()],
    [get('/', { 'x-forwarded-for': 'garbage' }), ok()],
    [get('/', { 'x-forwarded-for': '1.2.3.4' }), refused()],
    [get('/', { 'x-forwarded-for': '1.2.3.4, garbage' }), ok()],
    [get('/', { 'x-forwarded-for': ['1.2.3.4', '10.1.0.10'] }), ok()],
  ]),
  row('B64 remoteIpBlocks believe the header', allow(when('remote.ip', '1.2.3.4')), [
    [
      get('/', { 'x-forwarded-for': '9.9.9.9, 1.2.3.4' }),
      ok('web', { sees: { 'x-forwarded-for': '9.9.9.9, 1.2.3.4' } }),
    ],
    [get('/', { 'x-forwarded-for': ['9.9.9.9', '1.2.3.4'] }), ok()],
    [get('/', { 'x-forwarded-for': '1.2.3.4, 9.9.9.9' }), refused()],
  ]),
  row('B65 namespaces with a star in the middle', allow(source({ namespaces: ['a*p'] })), [[r0, ok()]]),
  row('B65 namespaces by prefix', allow(source({ namespaces: ['ap*'] })), [[r0, ok()]]),
  row(
    '3.4 namespaces by suffix, exact and not',
    [...allow(source({ namespaces: ['*pp'], notNamespaces: ['pp', 'ap'] }))],
    [[r0, ok()]],
  ),
  row('B66 serviceAccounts of the policy namespace', allow(source({ serviceAccounts: ['client'] })), [
    [r0, ok()],
    [byOther, refused()],
  ]),
  row('B67 serviceAccounts of another namespace', allow(source({ serviceAccounts: ['prod/client'] })), [
    [r0, refused()],
  ]),
  row('3.4 notServiceAccounts', deny(source({ notServiceAccounts: ['app/client'] })), [
    [r0, ok()],
    [byOther, denied],
  ]),
  row('B68 trustDomains', allow(source({ trustDomains: ['cluster.local'], notTrustDomains: ['bad.example.com'] })), [
    [r0, ok()],
  ]),
  row('3.4 trustDomains with a star', allow(source({ trustDomains: ['cluster.*'] })), [[r0, ok()]]),
  row('3.4 a foreign trustDomain', allow(source({ trustDomains: ['*.example.com'] })), [[r0, refused()]]),
  row('B69 any principal', allow(source({ principals: ['*'] })), [[r0, ok()]]),
  row(
    '3.4 principals by prefix and suffix',
    allow(source({ principals: ['*/sa/other'] }, { principals: ['cluster.local/ns/app/sa/cli*'] })),
    [
      [r0, ok()],
      [byOther, ok()],
    ],
  ),
  row('3.4 principals with spiffe:// match nobody', allow(source({ principals: [`spiffe://${client}`] })), [
    [r0, refused()],
  ]),
  row('B70 an alias of the trust domain', allow(source({ principals: ['old.td/ns/app/sa/client'] })), [[r0, ok()]], {
    settings: { meshConfig: { trustDomainAliases: ['old.td'] } },
  }),
  row('B70 without an alias', allow(source({ principals: ['old.td/ns/app/sa/client'] })), [[r0, refused()]]),
  row('B71 notPrincipals', deny(source({ notPrincipals: [client] })), [
    [r0, ok()],
    [byOther, denied],
  ]),
  row(
    'B72 paths and notPaths of two policies',
    [
      policy('p', {
        targetRefs: [toWeb],
        action: 'DENY',
        rules: [
          {
            ...source({ principals: [other] }),
            ...operation({ paths: ['/deny*'], notPaths: ['/deny/allow'], methods: ['GET'] }),
          },
        ],
      }),
      policy('mesh', {
        targetRefs: [toWp],
        action: 'DENY',
        rules: [operation({ paths: ['/global-deny*'], notPaths: ['/global-deny/allow'] })],
      }),
    ],
    [
      [get('/deny?param=v', {}, byOther), denied],
      [get('/deny/allow', {}, byOther), ok()],
      [get('/deny'), ok()],
      [get('/global-deny'), refused('app/mesh')],
      [get('/global-deny', {}, byOther), refused('app/mesh')],
      [get('/global-deny/allow?x'), ok()],
      [get('/deny', {}, { ...byOther, method: 'POST' }), ok()],
    ],
  ),
  row('B73 source.namespace not', allow(whenNot('source.namespace', 'bad')), [[r0, ok()]]),
  row('B74 destination.port', allow(when('destination.port', '1')), [[r0, refused()]]),
  row('3.4 destination.ip is the address of the Service', allow(when('destination.ip', '10.96.0.0/24')), [[r0, ok()]]),
  row('B75 connection.sni is empty', allow(when('connection.sni', '*.x')), [[r0, refused()]]),
  row('3.3 connection.sni not', allow(whenNot('connection.sni', '*.x')), [[r0, ok()]]),
  row('B88 an unknown key is not admitted', allow(when('foo.bar', 'x')), [[r0, ok()]]),
  row(
    '3.3 from, to and when together',
    allow({
      ...source({ principals: [client] }),
      ...operation({ paths: ['/a'] }, { methods: ['PUT'] }),
      ...when('request.headers[x]', 'y*'),
    }),
    [
      [get('/a', { x: 'yes' }), ok()],
      [get('/b', { x: 'yes' }, { method: 'PUT' }), ok()],
      [get('/a', { x: 'no' }), refused()],
      [get('/b', { x: 'yes' }), refused()],
      [get('/a', { x: 'yes' }, byOther), refused()],
    ],
  ),
  row('3.4 header conditions by form', allow(when('request.headers[X-Foo]', 'a*', '*z', 'mid')), [
    [get('/', { 'x-foo': 'abc' }), ok()],
    [get('/', { 'X-FOO': 'xyz' }), ok()],
    [get('/', { 'x-foo': 'mid' }), ok()],
    [get('/', { 'x-foo': 'MID' }), refused()],
    [get('/', { 'x-foo': ['q', 'mid'] }), ok()],
    [get('/', { 'x-foo': 'q,mid' }), refused()],
    [r0, refused()],
  ]),
  row('3.4 a header that is there', allow(when('request.headers[x-foo]', '*')), [
    [get('/', { 'x-foo': 'abc' }), ok()],
    [get('/', { 'x-foo': '' }), ok()],
    [r0, refused()],
  ]),
  row('3.3 an absent header and notValues', deny(whenNot('request.headers[x-foo]', 'a')), [
    [r0, denied],
    [get('/', { 'x-foo': 'a' }), ok()],
    [get('/', { 'x-foo': ['b', 'a'] }), ok()],
  ]),
  row(
    '3.3 a caller without identity',
    [namespace('x'), pod('s', { ip: '10.9.0.1', namespace: 'x' }), ...deny(source({ notNamespaces: ['app'] }))],
    [
      [
        { ...r0, from: 'x/s', to: 'http://web.app/' },
        { verdict: 'delivered', via: [] },
      ],
    ],
  ),
]);
