import { describe, expect, test } from 'vitest';
import { emptyMeshSummary, type MeshSummary } from '#model/meshSummary.ts';
import { fieldChoices } from './fieldChoices.ts';
import { nameChoices } from './nameChoices.ts';
import { yamlCaret } from './yamlCaret.ts';

/** The caret is where the text has a `|`. */
function caret(text: string) {
  const lines = text.split('\n');
  const line = lines.findIndex((candidate) => candidate.includes('|'));
  const column = lines[line]?.indexOf('|') ?? 0;
  return yamlCaret(
    lines.map((candidate) => candidate.replace('|', '')),
    line,
    column,
  );
}

const policy = 'apiVersion: security.istio.io/v1\nkind: AuthorizationPolicy\n';
const route = 'apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\n';

describe('the caret is found by indentation', () => {
  test.each([
    ['at the root', 'kind: Pod\n|', [], 'key'],
    ['in a mapping', 'spec:\n  na|', ['spec'], 'key'],
    ['in a value', 'spec:\n  action: DE|', ['spec', 'action'], 'value'],
    [
      'in a list as far in as its key',
      'spec:\n  rules:\n  - from:\n    - so|',
      ['spec', 'rules', '[]', 'from', '[]'],
      'key',
    ],
    [
      'in a list that is deeper',
      'spec:\n  rules:\n    - from:\n        - so|',
      ['spec', 'rules', '[]', 'from', '[]'],
      'key',
    ],
    ['beside the first field of an item', 'a:\n  - name: x\n    po|', ['a', '[]'], 'key'],
    ['beside a field that is a mapping', 'a:\n  b:\n    c: 1\n  d|', ['a'], 'key'],
    ['in a list on one line', 'a:\n  methods: ["GET", "P|', ['a', 'methods'], 'value'],
    ['in another document', 'a:\n  b:\n---\n  c|', [], 'key'],
  ])('%s', (_case, text, path, position) => {
    expect(caret(text)).toMatchObject({ path, position });
  });

  test('its document says what it is, also below', () => {
    expect(caret('spec|\nkind: Service\napiVersion: v1\n---\nkind: Pod')).toMatchObject({
      kind: 'Service',
      apiVersion: 'v1',
      typed: 'spec',
    });
  });
});

describe('what the schema knows', () => {
  const texts = (text: string) => fieldChoices(caret(text)).map((choice) => choice.text);
  test.each([
    ['fields of a spec', `${policy}spec:\n  |`, 'targetRefs'],
    ['fields of an item', `${policy}spec:\n  rules:\n  - |`, 'from'],
    ['words of a field', `${policy}spec:\n  action: |`, 'DENY'],
    ['kinds', 'kind: |', 'HTTPRoute'],
    ['versions', 'apiVersion: |', 'gateway.networking.k8s.io/v1'],
    ['labels', 'kind: Namespace\nmetadata:\n  labels:\n    |', 'istio.io/dataplane-mode'],
    ['words of a label', 'kind: Namespace\nmetadata:\n  labels:\n    istio.io/dataplane-mode: |', 'ambient'],
  ])('%s', (_case, text, expected) => {
    expect(texts(text)).toContain(expected);
  });
});

describe('what the scenario knows', () => {
  const summary = {
    ...emptyMeshSummary,
    namespaces: [{ name: 'shop', declared: true, ambient: true }],
    services: [
      {
        ref: { kind: 'Service', name: 'echo' },
        name: 'echo',
        namespace: 'shop',
        hostname: 'echo.shop.svc',
        ports: [{ port: 80, protocol: 'TCP' }],
        addresses: [],
        endpoints: [],
        headless: false,
      },
    ],
    gateways: [{ ref: { kind: 'Gateway', name: 'w' }, name: 'w', namespace: 'shop', role: 'waypoint', addresses: [] }],
    workloads: [
      {
        ref: { kind: 'Pod', name: 'curl' },
        name: 'curl',
        namespace: 'apps',
        serviceAccount: 'curl',
        addresses: [],
        ports: [],
      },
    ],
  } as unknown as MeshSummary;
  const texts = (text: string) => nameChoices(caret(text), summary).map((choice) => choice.text);
  test.each([
    ['backends', `${route}spec:\n  rules:\n    - backendRefs:\n        - name: |`, ['echo']],
    ['targets', `${policy}spec:\n  targetRefs:\n  - name: |`, ['echo', 'w']],
    ['namespaces', `${policy}spec:\n  rules:\n  - from:\n    - source:\n        namespaces: ["|`, ['shop']],
    [
      'identities',
      `${policy}spec:\n  rules:\n  - from:\n    - source:\n        principals:\n        - |`,
      ['cluster.local/ns/apps/sa/curl'],
    ],
    ['waypoints', 'metadata:\n  labels:\n    istio.io/use-waypoint: |', ['w', 'none']],
    ['callers', 'kind: Scenario\nspec:\n  requests:\n    - name: a\n      from: |', ['apps/curl', 'outside']],
    ['nothing for a name of its own', `${policy}metadata:\n  name: |`, []],
  ])('%s', (_case, text, expected) => {
    expect(texts(text)).toEqual(expected);
  });
});
