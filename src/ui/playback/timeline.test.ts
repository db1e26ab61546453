import { describe, expect, test } from 'vitest';
import { canarySummary, canaryTrace, deniedTrace } from '../canvas/canvasWorld.fixture.ts';
import { routeOf } from './route.ts';
import { posesOf, stepAt, timelineOf, timeOfStep } from './timeline.ts';

const route = routeOf(canaryTrace, canarySummary);
const timeline = timelineOf(canaryTrace, route);

describe('route', () => {
  test('the path goes from pod to waypoint to pod, under a new identity from the waypoint on', () => {
    expect(route.legs.map(({ from, to, transport, identity }) => [from, to, transport, identity])).toEqual([
      ['Pod/client-apps/curl', 'Gateway/shop/waypoint', 'hbone', 'cluster.local/ns/client-apps/sa/curl'],
      ['Gateway/shop/waypoint', 'Pod/shop/echo-v1', 'hbone', 'cluster.local/ns/shop/sa/waypoint'],
    ]);
    expect(route.refusedAt).toBeUndefined();
  });

  test('kube-proxy acts on the node of the caller, and a refusal is marked where it happens', () => {
    const denied = routeOf(deniedTrace, canarySummary);
    expect(denied.stops.map(({ node }) => node)).toEqual(['Pod/legacy/cron', 'Pod/legacy/cron', 'Pod/shop/echo-v2']);
    expect(denied.legs).toMatchObject([{ hop: 1, transport: 'plaintext', refused: true, bypassesWaypoint: true }]);
    expect(denied.refusedAt).toBe('Pod/shop/echo-v2');
  });

  test('a connection that dies on the way ends where its address is', () => {
    const cut = { ...canaryTrace, hops: canaryTrace.hops.slice(0, 2) };
    expect(routeOf(cut, canarySummary).legs.at(-1)?.to).toBe('Gateway/shop/waypoint');
    const lost = canaryTrace.hops
      .slice(0, 2)
      .map((hop) => (hop.leg === undefined ? hop : { ...hop, leg: { ...hop.leg, address: '203.0.113.7:443' } }));
    expect(routeOf({ ...canaryTrace, hops: lost }, canarySummary).external).toEqual(['203.0.113.7']);
  });
});

describe('timeline', () => {
  test('acts follow one another without a gap and each rests within itself', () => {
    timeline.acts.forEach((act, index) => {
      expect(act.start).toBe(timeline.acts[index - 1]?.end ?? 0);
      expect(act.rest).toBeGreaterThan(act.start);
      expect(act.rest).toBeLessThan(act.end);
    });
    expect(timeline.acts.at(-1)?.end).toBe(timeline.duration);
  });

  test('every step finds its own time again, and the step after the last is the end', () => {
    for (let step = 0; step <= timeline.acts.length; step += 1) {
      expect(stepAt(timeline, timeOfStep(timeline, step))).toBe(step);
    }
    expect(timeOfStep(timeline, timeline.acts.length)).toBe(timeline.duration);
  });

  test('the identity changes when the waypoint sends the request on', () => {
    expect(timeline.acts.map(({ identity }) => identity?.split('/').at(-1))).toEqual([
      undefined,
      'curl',
      'waypoint',
      'waypoint',
      'waypoint',
    ]);
  });
});

describe('poses', () => {
  const poses = posesOf(timeline);

  test('run from start to end in order of time', () => {
    expect(poses[0]?.time).toBe(0);
    expect(poses.at(-1)?.time).toBe(timeline.duration);
    poses.slice(1).forEach((pose, index) => {
      expect(pose.time).toBeGreaterThanOrEqual(poses[index]?.time ?? 0);
    });
  });

  test('wait at the start of the first leg and at the end of the last one', () => {
    expect(poses[0]).toMatchObject({ leg: 0, share: 0 });
    expect(poses.at(-1)).toMatchObject({ leg: 1, share: 1 });
  });

  test('stay away where nothing travels', () => {
    const still = { ...canaryTrace, hops: canaryTrace.hops.slice(0, 1) };
    expect(posesOf(timelineOf(still, routeOf(still, canarySummary)))).toEqual([]);
  });
});
