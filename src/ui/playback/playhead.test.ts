import { expect, test } from 'vitest';
import { createPlayhead } from './playhead.ts';

function clock(): { now: () => number; pass: (milliseconds: number) => void } {
  let time = 1000;
  return {
    now: () => time,
    pass(milliseconds) {
      time += milliseconds;
    },
  };
}

test('time passes only while it plays, at its rate', () => {
  const { now, pass } = clock();
  const playhead = createPlayhead(now);
  pass(500);
  expect(playhead.time()).toBe(0);
  playhead.play(2);
  pass(100);
  expect(playhead.time()).toBe(200);
  playhead.play(0.5);
  pass(100);
  expect(playhead.time()).toBe(250);
  playhead.pause();
  pass(100);
  expect(playhead.time()).toBe(250);
});

test('animations are told where to be, also those that come late', () => {
  const { now, pass } = clock();
  const playhead = createPlayhead(now);
  const calls: string[] = [];
  const animation = {
    currentTime: 0,
    playbackRate: 1,
    pause: () => calls.push('pause'),
    play: () => calls.push('play'),
    cancel: () => calls.push('cancel'),
  };
  playhead.seek(300);
  const stop = playhead.follow(animation as unknown as Animation);
  expect(animation.currentTime).toBe(300);
  playhead.play(2);
  pass(50);
  playhead.seek(700);
  expect(animation).toMatchObject({ currentTime: 700, playbackRate: 2 });
  stop();
  playhead.pause();
  expect(calls).toEqual(['pause', 'play', 'play', 'cancel']);
});
