import { describe, expect, test } from 'vitest';
import type { ScenarioEdit } from '#model/edit.ts';
import type { ResourceKey, ResourceRef } from '#model/kubernetes/resource.ts';
import { parseScenario } from '../parseScenario.ts';
import { planEdit } from './planEdit.ts';

/** The text after an edit, and which objects had to be written anew. */
function after(text: string, edit: ScenarioEdit): string {
  const { changes, rewritten, refused } = planEdit(parseScenario(text), edit);
  expect({ rewritten, refused }).toEqual({ rewritten: [], refused: undefined });
  let result = '';
  let from = 0;
  for (const { start, end, insert } of changes) {
    expect(start).toBeGreaterThanOrEqual(from);
    result += text.slice(from, start) + insert;
    from = end;
  }
  return result + text.slice(from);
}

const shop: ResourceRef = { kind: 'Namespace', name: 'shop' };
const echo: ResourceRef = { kind: 'Service', namespace: 'shop', name: 'echo' };
const waypoint: ResourceRef = { kind: 'Gateway', namespace: 'shop', name: 'waypoint' };
const curl: ResourceRef = { kind: 'Pod', namespace: 'web', name: 'curl' };

const namespaceYaml = `apiVersion: v1
kind: Namespace
metadata:
  name: shop # the shop
  labels:
    istio.io/dataplane-mode: ambient
    istio.io/use-waypoint: waypoint
`;
const serviceYaml = `apiVersion: v1
kind: Service
metadata: {name: echo, namespace: shop}
spec:
  selector: {app: echo}
  ports:
  - port: 80
`;
const waypointYaml = `apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata:
  name: waypoint
  namespace: shop
spec:
  gatewayClassName: istio-waypoint
  listeners:
  - name: mesh
    port: 15008
    protocol: HBONE
`;
const routeYaml = `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata:
  name: echo
  namespace: shop
spec:
  parentRefs:
  - {group: "", kind: Service, name: echo} # mesh
  rules:
  - backendRefs:
    - name: echo
      port: 80
`;
const policyYaml = `apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata:
  name: only-waypoint
  namespace: shop
spec:
  action: ALLOW
  rules:
  - from:
    - source:
        principals: ["cluster.local/ns/shop/sa/waypoint"]
`;
const podYaml = `apiVersion: v1
kind: Pod
metadata:
  name: curl
  namespace: web
  labels:
    app: curl
spec:
  containers:
  - name: app
    image: curl:1
`;
const scenarioYaml = `apiVersion: ambient.playground/v1alpha1
kind: Scenario
metadata:
  name: demo
spec:
  requests:
  - name: orders
    from: web/curl # ana
    to: http://echo.shop/orders?q=1
    expect:
      via: [shop/waypoint]
      podSees: cluster.local/ns/shop/sa/waypoint
  layout:
    Pod/web/curl: { x: 1, y: 2 }
    Service/shop/echo: { x: 3, y: 4 }
`;
const world = [namespaceYaml, serviceYaml, waypointYaml, routeYaml, policyYaml, podYaml, scenarioYaml].join('---\n');

describe('fields', () => {
  test('one value changes, its comment stays', () => {
    const edit: ScenarioEdit = {
      kind: 'set-field',
      ref: shop,
      path: ['metadata', 'labels', 'istio.io/use-waypoint'],
      value: 'w2',
    };
    expect(after(world, edit)).toBe(world.replace('use-waypoint: waypoint', 'use-waypoint: w2'));
  });

  test('of a mapping only what differs is written', () => {
    const labels = { 'istio.io/dataplane-mode': 'ambient', team: 'web' };
    const edit: ScenarioEdit = { kind: 'set-field', ref: shop, path: ['metadata', 'labels'], value: labels };
    expect(after(world, edit)).toBe(world.replace('istio.io/use-waypoint: waypoint', 'team: web'));
  });

  test('labels go with the last of them', () => {
    const edit: ScenarioEdit = { kind: 'remove-field', ref: curl, path: ['metadata', 'labels', 'app'] };
    expect(after(world, edit)).toBe(world.replace('  labels:\n    app: curl\n', ''));
  });

  test('an item of a List is edited where it stands', () => {
    const list = `apiVersion: v1\nkind: List\nitems:\n- ${namespaceYaml.replaceAll('\n', '\n  ').trimEnd()}\n`;
    const edit: ScenarioEdit = { kind: 'set-field', ref: shop, path: ['metadata', 'labels', 'team'], value: 'web' };
    expect(after(list, edit)).toBe(
      list.replace('use-waypoint: waypoint\n', 'use-waypoint: waypoint\n      team: web\n'),
    );
  });

  test('an object that is not there is refused', () => {
    const edit: ScenarioEdit = {
      kind: 'set-field',
      ref: { kind: 'Pod', namespace: 'x', name: 'y' },
      path: ['spec'],
      value: 1,
    };
    expect(planEdit(parseScenario(world), edit)).toEqual({ changes: [], rewritten: [], refused: 'no-such-object' });
  });
});

describe('names', () => {
  test('what names a waypoint follows it', () => {
    const renamed = after(world, { kind: 'rename', ref: waypoint, to: 'guard' });
    expect(renamed).toBe(
      world
        .replace('use-waypoint: waypoint', 'use-waypoint: guard')
        .replace('name: waypoint', 'name: guard')
        .replace('["cluster.local/ns/shop/sa/waypoint"]', '["cluster.local/ns/shop/sa/guard"]')
        .replace('via: [shop/waypoint]', 'via: [shop/guard]')
        .replace('podSees: cluster.local/ns/shop/sa/waypoint', 'podSees: cluster.local/ns/shop/sa/guard'),
    );
  });

  test('what names a Service follows it', () => {
    const renamed = after(world, { kind: 'rename', ref: echo, to: 'reply' });
    expect(renamed).toContain('metadata: {name: reply, namespace: shop}');
    expect(renamed).toContain('- {group: "", kind: Service, name: reply} # mesh');
    expect(renamed).toContain('- name: reply\n      port: 80');
    expect(renamed).toContain('to: http://reply.shop/orders?q=1');
    expect(renamed).toContain('Service/shop/reply: { x: 3, y: 4 }');
    expect(renamed).toContain('kind: HTTPRoute\nmetadata:\n  name: echo');
    expect(renamed).not.toContain('Service/shop/echo');
  });

  test('what is in a namespace follows it', () => {
    const renamed = after(world, { kind: 'rename', ref: shop, to: 'store' });
    expect(renamed.replace('# the shop', '')).not.toContain('shop');
    expect(parseScenario(renamed).problems).toEqual([]);
    expect(parseScenario(renamed).spec.requests[0]).toMatchObject({
      to: 'http://echo.store/orders?q=1',
      expect: { via: ['store/waypoint'], podSees: 'cluster.local/ns/store/sa/waypoint' },
    });
  });

  test('a pod takes its requests and its place along into another namespace', () => {
    const moved = after(world, { kind: 'move-to-namespace', refs: [curl], namespace: 'clients' });
    expect(moved).toContain('  name: curl\n  namespace: clients\n');
    expect(moved).toContain('from: clients/curl # ana');
    expect(moved).toContain('Pod/clients/curl: { x: 1, y: 2 }');
    expect(moved).toContain('kind: Namespace\nmetadata:\n  name: clients\n');
  });

  test('a Service in another namespace is still named by its route', () => {
    const moved = after(world, { kind: 'move-to-namespace', refs: [echo], namespace: 'web' });
    expect(moved).toContain('- {group: "", kind: Service, name: echo, namespace: web} # mesh');
    expect(moved).toContain('    - name: echo\n      port: 80\n      namespace: web\n');
    expect(moved).toContain('to: http://echo.web/orders?q=1');
  });

  test('a route that moves away still names what it left', () => {
    const route = { kind: 'HTTPRoute', namespace: 'shop', name: 'echo' };
    const moved = after(world, { kind: 'move-to-namespace', refs: [route], namespace: 'web' });
    expect(moved).toContain('- {group: "", kind: Service, name: echo, namespace: shop} # mesh');
    expect(moved).toContain('    - name: echo\n      port: 80\n      namespace: shop\n');
  });

  test('what moves together names each other as before', () => {
    const route = { kind: 'HTTPRoute', namespace: 'shop', name: 'echo' };
    for (const refs of [
      [route, echo],
      [echo, route],
    ]) {
      const moved = after(world, { kind: 'move-to-namespace', refs, namespace: 'web' });
      expect(moved).toContain('- {group: "", kind: Service, name: echo} # mesh');
      expect(moved).toContain('    - name: echo\n      port: 80\n---');
    }
  });

  test('a Service that moves away keeps its waypoint, and a policy keeps its target, which nothing can name from afar', () => {
    const labelled = serviceYaml.replace(
      'namespace: shop}',
      'namespace: shop, labels: {istio.io/use-waypoint: waypoint}}',
    );
    const text = [namespaceYaml, labelled, waypointYaml].join('---\n');
    const moved = after(text, { kind: 'move-to-namespace', refs: [echo], namespace: 'web' });
    expect(moved).toContain('istio.io/use-waypoint-namespace: shop');
    const policy = policyYaml.replace('  action:', '  targetRefs:\n  - {kind: Service, name: echo}\n  action:');
    const left = after([text, policy].join('---\n'), {
      kind: 'move-to-namespace',
      refs: [{ kind: 'AuthorizationPolicy', namespace: 'shop', name: 'only-waypoint' }],
      namespace: 'web',
    });
    expect(left).toContain('  - {kind: Service, name: echo}\n');
  });

  test.each([
    ['taken', { kind: 'rename', ref: shop, to: 'web' }, 'name-taken'],
    ['no name', { kind: 'rename', ref: shop, to: 'My Shop' }, 'bad-name'],
  ] as const)('a name that is %s is refused', (_case, edit, refused) => {
    expect(planEdit(parseScenario(world), edit)).toEqual({ changes: [], rewritten: [], refused });
  });
});

describe('objects', () => {
  test('a new one goes before the Scenario document, with its place', () => {
    const edit: ScenarioEdit = {
      kind: 'add-resource',
      resource: { kind: 'service', namespace: 'shop', name: 'pay', port: 80, targetPort: 8080 },
      at: { x: 10.4, y: 20 },
    };
    const added = `---\napiVersion: v1\nkind: Service\nmetadata:\n  name: pay\n  namespace: shop\nspec:\n  selector:\n    app: pay\n  ports:\n  - name: http\n    port: 80\n    targetPort: 8080\n`;
    const cut = world.indexOf('---\napiVersion: ambient');
    expect(after(world, edit)).toBe(
      `${world.slice(0, cut)}${added}${world.slice(cut)}    Service/shop/pay: { x: 10, y: 20 }\n`,
    );
  });

  test('a taken name gets a number, a new namespace is written', () => {
    const once = after('', { kind: 'add-resource', resource: { kind: 'pod', namespace: 'a', name: 'web' } });
    const twice = after(once, { kind: 'add-resource', resource: { kind: 'pod', namespace: 'a', name: 'web' } });
    expect(parseScenario(twice).objects.map(({ object }) => object.read.ref?.name)).toEqual(['a', 'web', 'web-2']);
    expect(parseScenario(twice).problems).toEqual([]);
  });

  test('removing takes the document and the place, and a namespace takes what is in it', () => {
    expect(after(world, { kind: 'remove-resources', refs: [curl] })).toBe(
      world.replace(`---\n${podYaml}`, '').replace('    Pod/web/curl: { x: 1, y: 2 }\n', ''),
    );
    const rest = parseScenario(after(world, { kind: 'remove-resources', refs: [shop] }));
    expect(rest.objects.map(({ object }) => object.read.ref)).toEqual([curl]);
    expect(rest.text.startsWith('apiVersion: v1\nkind: Pod')).toBe(true);
    expect(Object.keys(rest.spec.layout)).toEqual(['Pod/web/curl']);
  });

  test('a copy stands behind its original, without what the cluster gave', () => {
    const text = serviceYaml.replace('spec:\n', 'spec: # keep\n  clusterIP: 10.0.0.1\n');
    const copied = after(text, { kind: 'duplicate', refs: [echo] });
    expect(copied).toBe(
      `${text}---\n${serviceYaml.replace('name: echo', 'name: echo-copy').replace('spec:', 'spec: # keep')}`,
    );
  });

  test('a pasted object replaces its namesake where it stands, the others are added', () => {
    const pasted = `${serviceYaml.replace('port: 80', 'port: 81 # new')}---\n${podYaml.replace('name: curl', 'name: wget')}`;
    const result = after(world, { kind: 'paste', text: pasted });
    expect(result).toContain('port: 81 # new\n---\napiVersion: gateway');
    expect(parseScenario(result).problems).toEqual([]);
    expect(parseScenario(result).objects).toHaveLength(7);
  });

  test('what cannot be read is pasted all the same', () => {
    expect(after(namespaceYaml, { kind: 'paste', text: 'a: [\n' })).toBe(`${namespaceYaml}---\na: [\n`);
  });
});

describe('labels of the mesh', () => {
  test.each([
    [
      'a namespace leaves the mesh',
      { kind: 'set-ambient', target: shop, to: 'off' },
      '    istio.io/dataplane-mode: ambient\n',
      '',
    ],
    [
      'a pod opts out',
      { kind: 'set-ambient', target: curl, to: 'off' },
      '    app: curl\n',
      '    app: curl\n    istio.io/dataplane-mode: none\n',
    ],
    [
      'a service gets a waypoint',
      { kind: 'set-waypoint', target: echo, waypoint },
      'namespace: shop}',
      'namespace: shop, labels: { istio.io/use-waypoint: waypoint }}',
    ],
    [
      'a namespace opts out',
      { kind: 'set-waypoint', target: shop, waypoint: 'none' },
      'use-waypoint: waypoint',
      'use-waypoint: none',
    ],
    [
      'a namespace gives it up',
      { kind: 'set-waypoint', target: shop, waypoint: 'inherit' },
      '    istio.io/use-waypoint: waypoint\n',
      '',
    ],
    [
      'a waypoint of another namespace',
      { kind: 'set-waypoint', target: curl, waypoint },
      '    app: curl\n',
      '    app: curl\n    istio.io/use-waypoint: waypoint\n    istio.io/use-waypoint-namespace: shop\n',
    ],
  ] as const)('%s', (_case, edit, before, then) => {
    expect(after(world, edit)).toBe(world.replace(before, then));
  });

  test('a namespace that only its contents speak of is written first', () => {
    const result = after(podYaml, { kind: 'set-ambient', target: { kind: 'Namespace', name: 'web' }, to: 'on' });
    expect(result).toBe(
      `${podYaml}---\napiVersion: v1\nkind: Namespace\nmetadata:\n  name: web\n  labels:\n    istio.io/dataplane-mode: ambient\n`,
    );
  });

  test('a Deployment carries the label of its pods in its template', () => {
    const text = after('', {
      kind: 'add-resource',
      resource: { kind: 'deployment', namespace: 'default', name: 'web' },
    });
    const result = after(text, {
      kind: 'set-ambient',
      target: { kind: 'Deployment', namespace: 'default', name: 'web' },
      to: 'on',
    });
    expect(result).toBe(
      text.replace(
        '        app: web\n    spec',
        '        app: web\n        istio.io/dataplane-mode: ambient\n    spec',
      ),
    );
  });
});

describe('the Scenario document', () => {
  const key = 'Pod/web/curl' as ResourceKey;

  test('a place changes in its line', () => {
    expect(after(world, { kind: 'move', placements: [{ key, x: 7, y: 2 }] })).toBe(
      world.replace('{ x: 1, y: 2 }', '{ x: 7, y: 2 }'),
    );
  });

  test('it is written when it is missing', () => {
    expect(after(podYaml, { kind: 'move', placements: [{ key, x: 7, y: 2 }] })).toBe(
      `${podYaml}---\napiVersion: ambient.playground/v1alpha1\nkind: Scenario\nmetadata:\n  name: scenario\nspec:\n  layout:\n    Pod/web/curl: { x: 7, y: 2 }\n`,
    );
  });

  test('places are forgotten', () => {
    const forgotten = after(world, { kind: 'forget-layout' });
    expect(forgotten).toBe(world.slice(0, world.indexOf('  layout:')));
  });

  test('a request is added below the others, and the others stay as they are', () => {
    const [first] = parseScenario(world).spec.requests;
    const second = { name: 'two', from: 'outside', to: 'http://x.example/' };
    const edit: ScenarioEdit = { kind: 'set-requests', requests: [...(first === undefined ? [] : [first]), second] };
    const inserted = '  - name: two\n    from: outside\n    to: http://x.example/\n  layout:';
    expect(after(world, edit)).toBe(world.replace('  layout:', inserted));
  });

  test('a title', () => {
    const titled = after(world, { kind: 'set-title', title: { en: 'Demo: one', zh: '示例' } });
    expect(parseScenario(titled).spec.title).toEqual({ en: 'Demo: one', zh: '示例' });
    expect(titled.startsWith(world.slice(0, world.indexOf('  requests:')))).toBe(true);
  });
});

test('a change over several documents is a change in each', () => {
  const { changes } = planEdit(parseScenario(world), { kind: 'rename', ref: waypoint, to: 'guard' });
  expect(changes.length).toBeGreaterThan(3);
  expect(changes.every(({ start, end }) => end - start < 200)).toBe(true);
});
