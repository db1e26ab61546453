import type { FlowChange } from '#model/traceDifference.ts';
import { numbersOf } from '#ui/i18n/numbers.ts';

const { count, number } = numbersOf('en');

/** What the comparison of two worlds says. */
export const compare = {
  title: 'One request, two worlds',
  close: 'Close',
  side: (letter: string, name: string) => `${letter}: ${name}`,
  /** Names of the two worlds where nobody gave them others. */
  patched: ['as it is', 'after the change'] as readonly [string, string],
  edited: ['before the last change', 'as it is'] as readonly [string, string],
  noChange: 'Nothing has been changed yet: both worlds are the same.',
  failed: 'The change cannot be made in this scenario, so there is nothing to compare.',
  working: 'Sending in both worlds…',
  same: 'Both do the same.',
  answers: 'Five answers',
  question: 'Question',
  differs: 'differs',
  steps: 'Steps side by side',
  stepsHint: 'Space and the arrow keys walk both paths together.',
  first: 'First difference',
  absent: 'not on this path',
  step: (position: number, total: number) => `${number(position)} of ${number(total)}`,
  back: 'One step back',
  next: 'One step on',
  flows: 'The scenario’s requests',
  counts: (changes: Readonly<Record<FlowChange, number>>) =>
    [
      `${number(changes.opened)} opened`,
      `${number(changes.closed)} closed`,
      count(changes.rerouted, 'takes another path', 'take another path'),
      count(changes.identity, 'is seen as somebody else', 'are seen as somebody else'),
      `${number(changes.same)} unchanged`,
    ].join(' · '),
  flow: {
    opened: 'opened',
    closed: 'closed',
    rerouted: 'another path',
    identity: 'another identity',
    same: 'unchanged',
  },
};
