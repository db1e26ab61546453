/** What the top bar, the canvas, the player and the notices say. English gives the shape of every language. */
export const shell = {
  appName: 'Ambient Playground',
};

export type ShellTexts = typeof shell;
