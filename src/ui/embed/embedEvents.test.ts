import { describe, expect, test } from 'vitest';
import { examples } from '#content/examples.ts';
import { sendRequest } from '#engine/sendRequest.ts';
import { openScenario } from '#worker/openScenario.ts';
import { eventsBetween } from './embedEvents.ts';
import { playgroundAddress } from './playgroundAddress.ts';

async function sentCanary() {
  const text = (await examples.find(({ slug }) => slug === 'canary')?.load()) ?? '';
  const { mesh, compiled } = openScenario(1, text);
  const [request] = compiled.spec.requests;
  if (request === undefined) throw new Error('no request');
  return { revision: 1, trace: await sendRequest(mesh, request, 1), fields: [] };
}

describe('what a frame tells', () => {
  test('nothing before anything is sent', () => {
    expect(eventsBetween({ sent: undefined, step: 0 }, { sent: undefined, step: 0 })).toEqual([]);
  });

  test('the verdict of a new request, and where the player stands', async () => {
    const sent = await sentCanary();
    expect(eventsBetween({ sent: undefined, step: 0 }, { sent, step: 2 })).toEqual([
      expect.objectContaining({
        type: 'verdict',
        request: 'orders',
        verdict: 'delivered',
        status: 200,
        deniedBy: null,
      }),
      { source: 'ambient-playground', type: 'step', request: 'orders', step: 2, total: 5, at: 'waypoint' },
    ]);
  });

  test('a step once, and the verdict as the step after the last hop', async () => {
    const sent = await sentCanary();
    expect(eventsBetween({ sent, step: 4 }, { sent, step: 4 })).toEqual([]);
    expect(eventsBetween({ sent, step: 4 }, { sent, step: 5 })).toEqual([
      { source: 'ambient-playground', type: 'step', request: 'orders', step: 5, total: 5 },
    ]);
  });
});

test('the way into the playground keeps the view and leaves the frame', () => {
  expect(playgroundAddress('https://a.example/x/?embed=1&lang=zh&step=2#v1.old', 'https://a.example/x/#v1.new')).toBe(
    'https://a.example/x/?lang=zh&step=2#v1.new',
  );
});
