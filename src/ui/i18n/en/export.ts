/** What exported files and their menu say. Loaded when the menu is first used. */
export const exporting = {
  steps: 'Steps',
  sends: 'Sends',
  logs: 'Log lines of the proxies',
  manifests: 'Manifests',
  open: 'Open in Ambient Playground',
  simulated: 'Simulated by Ambient Playground',
};

export type ExportTexts = typeof exporting;
