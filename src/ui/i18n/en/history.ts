import type { ObjectChanges } from '../../history/objectChanges.ts';
import { numbersOf } from '../numbers.ts';
import { agoIn, dayIn } from '../times.ts';

const { count, list } = numbersOf('en');

/** What the list of earlier states says. Loaded when it is first opened. */
export const history = {
  title: 'History',
  lead: 'The last 20 states of your own scenarios. They are in this browser only.',
  close: 'Close',
  states: 'Earlier states',
  none: 'Nothing yet. States are kept while you change a scenario of your own.',
  untitled: 'Untitled',
  when: dayIn('en-GB'),
  ago: agoIn('en', 'just now'),
  first: (objects: number) => `${count(objects, 'object', 'objects')}, the first state that is kept`,
  changes: ({ added, removed, changed }: ObjectChanges) =>
    added + removed + changed === 0
      ? 'only comments or order'
      : list([
          ...(added === 0 ? [] : [`${count(added, 'object', 'objects')} added`]),
          ...(removed === 0 ? [] : [`${count(removed, 'object', 'objects')} removed`]),
          ...(changed === 0 ? [] : [`${count(changed, 'object', 'objects')} changed`]),
        ]),
  now: 'as it is on screen',
  against: 'What restoring it changes in the text on screen',
  againstOther: 'What restoring it changes in that scenario',
  same: 'Nothing: the text is the same.',
  tooDifferent: 'Too much differs to be shown line by line.',
  unchanged: (lines: number) => count(lines, 'unchanged line', 'unchanged lines'),
  more: (lines: number) => count(lines, 'more line', 'more lines'),
  restore: 'Restore this state',
  undoable: 'Undo brings the present text back.',
  open: 'Opens that scenario at this state; undo goes back to its present text.',
  forget: 'Delete this state',
  forgetAll: 'Delete all',
  forgetAllSure: 'Really delete all?',
};

export type HistoryTexts = typeof history;
