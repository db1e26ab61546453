import { expect, test } from 'vitest';
import { openScenario } from './openScenario.ts';
import { tracePatched } from './tracePatched.ts';

const text = `apiVersion: v1
kind: Namespace
metadata:
  name: shop
  labels:
    istio.io/dataplane-mode: ambient
---
apiVersion: v1
kind: Pod
metadata: { name: curl, namespace: shop }
spec:
  containers: [{ name: app, image: curl }]
---
apiVersion: v1
kind: Pod
metadata: { name: echo, namespace: shop, labels: { app: echo } }
spec:
  containers: [{ name: app, image: echo, ports: [{ containerPort: 8080 }] }]
---
apiVersion: v1
kind: Service
metadata: { name: echo, namespace: shop }
spec:
  selector: { app: echo }
  ports: [{ name: http, port: 80, targetPort: 8080 }]
`;

const request = { name: 'echo', from: 'shop/curl', to: 'http://echo.shop/' } as const;
const shop = { kind: 'Namespace', name: 'shop' } as const;

test('a request is traced in a copy of the text; what is open stays as it is', async () => {
  const opened = openScenario(1, text);
  const today = await tracePatched(opened, [], [request]);
  const after = await tracePatched(opened, [{ kind: 'set-ambient', target: shop, to: 'inherit' }], [request]);
  expect(today.text).toBe(text);
  expect(today.traces[0]?.trace.five.captured.source).toBe(true);
  expect(after.text).not.toContain('dataplane-mode');
  expect(after.traces[0]?.trace.five.captured.source).toBe(false);
  expect(opened.parsed.text).toBe(text);
});

test('the fields behind the trace are found in the text after the edits', async () => {
  const opened = openScenario(1, text);
  const policy = { kind: 'AuthorizationPolicy', namespace: 'shop', name: 'deny' } as const;
  const edit = {
    kind: 'add-resource',
    resource: { kind: 'authorization-policy', namespace: 'shop', name: 'deny', action: 'DENY', principals: ['*'] },
  } as const;
  const { text: patched, traces } = await tracePatched(opened, [edit], [request]);
  const places = traces[0]?.fields.filter(({ field }) => field.resource.kind === policy.kind) ?? [];
  expect(places).not.toEqual([]);
  expect(places.every(({ range }) => range.start > text.length && range.end <= patched.length)).toBe(true);
});

test('one edit that is refused leaves all of them undone', async () => {
  const opened = openScenario(1, text);
  const missing = { kind: 'Service', namespace: 'shop', name: 'nobody' } as const;
  const { text: patched, refused } = await tracePatched(
    opened,
    [
      { kind: 'set-ambient', target: shop, to: 'inherit' },
      { kind: 'set-waypoint', target: missing, waypoint: 'none' },
    ],
    [request],
  );
  expect([patched === text, refused]).toEqual([true, 'no-such-object']);
});
