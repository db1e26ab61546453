import type { ShellTexts } from '../en/shell.ts';

export const shell: ShellTexts = {
  appName: 'Ambient Playground',
};
