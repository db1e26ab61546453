import { expect, test } from 'vitest';
import { commandOf } from './commands.ts';

const press = (key: string, held: Partial<Record<'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey', true>> = {}) =>
  commandOf({ key, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...held } as KeyboardEvent)?.name;

test.each([
  ['Space steps', press(' '), 'step'],
  ['Shift and Space step back', press(' ', { shiftKey: true }), 'back'],
  ['Control K searches', press('k', { ctrlKey: true }), 'search'],
  ['Command K searches', press('k', { metaKey: true }), 'search'],
  ['a slash searches', press('/'), 'search'],
  ['a question mark shows the keys, whatever it takes to type one', press('?', { shiftKey: true }), 'help'],
  ['Control Z undoes', press('z', { ctrlKey: true }), 'undo'],
  ['Control Shift Z redoes', press('Z', { ctrlKey: true, shiftKey: true }), 'redo'],
  ['a letter alone does nothing', press('z'), undefined],
])('%s', (_case, command, expected) => {
  expect(command).toBe(expected);
});
