import { describe, expect, test } from 'vitest';
import {
  ambient,
  meshOf,
  namespace,
  pod,
  service,
  serviceEntry,
  waypoint,
  type ServiceOptions,
  type WaypointOptions,
} from '../dataplane/smallWorld.ts';
import type { BindingResult, Mesh } from '../mesh/mesh.ts';

type Labels = Readonly<Record<string, string>>;

const use = (name: string, where?: string): Labels => ({
  'istio.io/use-waypoint': name,
  ...(where === undefined ? {} : { 'istio.io/use-waypoint-namespace': where }),
});
const waypointFor = (word: string): Labels => ({ 'istio.io/waypoint-for': word });

function world(home: Labels, own: ServiceOptions, wp: WaypointOptions = {}, podLabels: Labels = {}): Mesh {
  return meshOf([
    namespace('app', { ...ambient, ...home }),
    namespace('infra', ambient),
    pod('app/s', '10.1.0.2', { labels: podLabels }),
    service('app/svc', '10.96.0.10', { selector: { app: 's' }, ...own }),
    waypoint('app/wp', wp),
    waypoint('infra/shared', wp),
    waypoint('app/cold', { ...wp, status: 'none' }),
  ]);
}

function outcome(result: BindingResult | undefined): string {
  const gateway = result?.binding?.primary.gateway;
  if (gateway !== undefined) return `${gateway.namespace ?? ''}/${gateway.name}`;
  return result?.problem?.code ?? (result?.optedOut === true ? 'opted-out' : 'none');
}

// Follows istio pilot/pkg/serviceregistry/ambient waypoints.go fetchWaypointForTarget.
describe('the waypoint of a service', () => {
  test.each([
    ['nobody asks', {}, {}, {}, 'none'],
    ['its own label', {}, use('wp'), {}, 'app/wp'],
    ['the label of its namespace', use('wp'), {}, {}, 'app/wp'],
    ['its own label before its namespace', use('wp'), use('shared', 'infra'), { from: 'All' }, 'infra/shared'],
    ['none opts out of the namespace', use('wp'), use('none'), {}, 'opted-out'],
    ['None is the name of a Gateway', use('wp'), use('None'), {}, 'WaypointIsNotReady'],
    ['an empty name', {}, use(''), {}, 'WaypointIsNotReady'],
    ['a Gateway that does not exist', {}, use('gone'), {}, 'WaypointIsNotReady'],
    ['a Gateway without address does not fall back', use('wp'), use('cold'), {}, 'WaypointIsNotReady'],
    ['elsewhere, all allowed', {}, use('shared', 'infra'), { from: 'All' }, 'infra/shared'],
    ['elsewhere, same namespace only', {}, use('shared', 'infra'), {}, 'AttachmentDenied'],
    ['elsewhere by selector', {}, use('shared', 'infra'), { from: 'Selector', selector: ambient }, 'infra/shared'],
    [
      'elsewhere, selector of others',
      {},
      use('shared', 'infra'),
      { from: 'Selector', selector: { team: 'x' } },
      'AttachmentDenied',
    ],
    ['a waypoint for workloads', {}, use('wp'), { labels: waypointFor('workload') }, 'UnsupportedTrafficType'],
    ['a waypoint for all', {}, use('wp'), { labels: waypointFor('all') }, 'app/wp'],
    ['a waypoint for none', {}, use('wp'), { labels: waypointFor('none') }, 'UnsupportedTrafficType'],
    ['a waypoint for a typo', {}, use('wp'), { labels: waypointFor('services') }, 'UnsupportedTrafficType'],
    ['its namespace names one elsewhere', use('shared', 'infra'), {}, { from: 'All' }, 'infra/shared'],
    ['only the namespace of a waypoint', use('wp'), { 'istio.io/use-waypoint-namespace': 'infra' }, {}, 'app/wp'],
  ] as const)('%s', (_case, home, own, wp, expected) => {
    expect(outcome(world(home, { labels: own }, wp).bindings.get('Service/app/svc'))).toBe(expected);
  });

  test.each([
    ['its own label, waypoint for services', {}, use('wp'), {}, 'UnsupportedTrafficType'],
    ['its own label, waypoint for workloads', {}, use('wp'), { labels: waypointFor('workload') }, 'app/wp'],
    ['its own label, waypoint for all', {}, use('wp'), { labels: waypointFor('all') }, 'app/wp'],
    ['its namespace, waypoint for services', use('wp'), {}, {}, 'UnsupportedTrafficType'],
    ['its namespace, waypoint for all', use('wp'), {}, { labels: waypointFor('all') }, 'app/wp'],
    ['a foreign label of nobody', use('none'), {}, {}, 'none'],
  ] as const)('of a pod: %s', (_case, home, own, wp, expected) => {
    expect(outcome(world(home, {}, wp, own).bindings.get('Pod/app/s'))).toBe(expected);
  });

  test('an inherited waypoint of the wrong type is passed over in silence', () => {
    expect(world(use('wp'), {}).bindings.get('Pod/app/s')?.problem?.silent).toBe(true);
    expect(world({}, {}, {}, use('wp')).bindings.get('Pod/app/s')?.problem?.silent).toBeUndefined();
  });

  test('proxies of a Gateway have none themselves', () => {
    const mesh = world(use('wp'), {}, { labels: waypointFor('all') });
    const proxy = mesh.workloads.all.find(({ role, gateway }) => role === 'waypoint' && gateway?.name === 'wp');
    expect(proxy?.waypoint).toBeUndefined();
    expect(mesh.services.byHostname('wp.app.svc.cluster.local', 'app')?.waypoint).toBeUndefined();
  });

  test('a ServiceEntry that only its namespace sees may not use a waypoint elsewhere', () => {
    const entry = serviceEntry(
      'app/e',
      { hosts: ['e.example'], resolution: 'DNS' },
      { labels: use('shared', 'infra') },
    );
    const settings = { meshConfig: { serviceEntryVisibility: { defaultVisibility: 'NAMESPACE' } } };
    const mesh = meshOf(
      [namespace('app'), namespace('infra'), waypoint('infra/shared', { from: 'All' }), entry],
      settings,
    );
    expect(outcome(mesh.bindings.get('ServiceEntry/app/e'))).toBe('CrossNamespaceWaypointForbidden');
  });
});

const canary = (name: string): Labels => ({ 'istio.io/use-waypoint-canary': name });
const weight = (text: string): Labels => ({ 'istio.io/use-waypoint-canary-weight': text });

// Follows istio pilot/pkg/serviceregistry/ambient waypoints.go fetchCanaryWaypointForTarget.
describe('the canary waypoint of a service', () => {
  test.each([
    ['with a weight', { ...use('wp'), ...canary('next') }, weight('30'), 30],
    ['without a weight', { ...use('wp'), ...canary('next') }, {}, 0],
    ['all of it', { ...use('wp'), ...canary('next') }, weight('100'), 100],
    ['a weight that is no number', { ...use('wp'), ...canary('next') }, weight('abc'), 'CanaryInvalidWeight'],
    ['a weight beyond all', { ...use('wp'), ...canary('next') }, weight('101'), 'CanaryInvalidWeight'],
    ['the primary itself', { ...use('wp'), ...canary('wp') }, weight('30'), 'CanarySameAsPrimary'],
    ['one that does not exist', { ...use('wp'), ...canary('gone') }, weight('30'), 'WaypointIsNotReady'],
    ['none', { ...use('wp'), ...canary('none') }, weight('30'), 'nothing'],
    ['without a primary', canary('next'), weight('30'), 'nothing'],
  ] as const)('%s', (_case, own, annotations, expected) => {
    const mesh = meshOf([
      namespace('app', ambient),
      service('app/svc', '10.96.0.10', { labels: own, annotations }),
      waypoint('app/wp'),
      waypoint('app/next'),
    ]);
    const result = mesh.bindings.get('Service/app/svc');
    expect(result?.canaryProblem?.code ?? result?.binding?.canary?.weight ?? 'nothing').toBe(expected);
  });

  test('of the same name in another namespace is another waypoint', () => {
    const labels = { ...use('wp'), ...canary('wp'), 'istio.io/use-waypoint-canary-namespace': 'infra' };
    const mesh = meshOf([
      namespace('app', ambient),
      namespace('infra', ambient),
      service('app/svc', '10.96.0.10', { labels, annotations: weight('30') }),
      waypoint('app/wp'),
      waypoint('infra/wp', { from: 'All' }),
    ]);
    const result = mesh.bindings.get('Service/app/svc');
    expect(result?.canaryProblem).toBeUndefined();
    expect(result?.binding?.canary?.target.gateway).toMatchObject({ namespace: 'infra', name: 'wp' });
  });

  test('a pod has none', () => {
    const forAll = { labels: waypointFor('all') };
    const home = namespace('app', { ...ambient, ...use('wp'), ...canary('next') }, weight('40'));
    const own = pod('app/s', '10.1.0.2', {
      labels: { ...use('wp'), ...canary('next') },
      annotations: weight('30'),
    });
    const mesh = meshOf([
      home,
      own,
      pod('app/t', '10.1.0.3'),
      waypoint('app/wp', forAll),
      waypoint('app/next', forAll),
    ]);
    for (const name of ['s', 't']) {
      const binding = mesh.bindings.get(`Pod/app/${name}`)?.binding;
      expect(binding?.primary.gateway.name).toBe('wp');
      expect(binding?.canary).toBeUndefined();
    }
  });

  test('a namespace lends its canary only together with its primary', () => {
    const home = namespace('app', { ...ambient, ...use('wp'), ...canary('next') }, weight('40'));
    const others = [waypoint('app/wp'), waypoint('app/next')];
    const heir = meshOf([home, ...others, service('app/svc', '10.96.0.10')]);
    const stubborn = meshOf([home, ...others, service('app/svc', '10.96.0.10', { labels: use('wp') })]);
    expect(heir.bindings.get('Service/app/svc')?.binding?.canary?.weight).toBe(40);
    expect(stubborn.bindings.get('Service/app/svc')?.binding?.canary).toBeUndefined();
  });
});
