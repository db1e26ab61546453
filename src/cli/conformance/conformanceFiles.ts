import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Files of facts about the vectors, which are nothing to compare. */
const catalogues = new Set(['index.json', '_crd-rules.json']);

/** The vector files below a folder, or the one named, in order of their names; undefined where there is nothing. */
export function conformanceFiles(folder: string): readonly string[] | undefined {
  const found = statSync(folder, { throwIfNoEntry: false });
  if (found === undefined) return undefined;
  if (found.isFile()) return [folder];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json') && !catalogues.has(name.split(/[\\/]/).at(-1) ?? ''))
    .sort()
    .map((name) => join(folder, name));
}
