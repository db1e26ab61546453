import type { Catalogue } from '../catalogue.ts';
import { panels } from './panels.ts';
import { shell } from './shell.ts';

export const catalogue: Catalogue = {
  locale: 'en',
  languageTag: 'en',
  shell,
  panels,
};
