import { numbersOf } from '../numbers.ts';

const { number } = numbersOf('en');

/** What the page says while it is presented. Loaded when somebody presents. */
export const present = {
  telling: 'What is told',
  steps: 'Steps of the path',
  lesson: (lesson: number) => `Lesson ${number(lesson)}`,
  place: (step: number, all: number) => `${number(step)} of ${number(all)}`,
  progress: 'Progress',
  question: 'What do you think?',
  reveal: 'Reveal',
  holds: 'holds',
  fails: 'does not hold',
  task: 'Your turn',
  goal: { unknown: 'being checked', met: 'met', missed: 'not yet', broken: 'broken' },
  end: 'What you can say now',
  send: 'The next key sends this request.',
  nothing: 'There is no request to present. Leave, choose a caller and a destination, and come back.',
  verdict: 'Verdict',
  notes: 'Notes for you',
  noNotes: 'No notes for this step.',
  showNotes: 'Notes (N)',
  showSource: 'Manifests (S)',
  back: 'Back (←, Page Up)',
  on: 'Go on (→, Page Down)',
  leave: 'Leave (Esc)',
};

export type PresentTexts = typeof present;
