export interface ObjectChanges {
  readonly added: number;
  readonly removed: number;
  readonly changed: number;
}

/** What differs between two texts, by objects. A comparison of documents as text: quick, and good enough for a list. */
export function objectChanges(before: string, after: string): ObjectChanges {
  const [old, now] = [documentsOf(before), documentsOf(after)];
  let [added, changed] = [0, 0];
  for (const [name, text] of now) {
    const was = old.get(name);
    if (was === undefined) added += 1;
    else if (was !== text) changed += 1;
  }
  const removed = [...old.keys()].filter((name) => !now.has(name)).length;
  return { added, removed, changed };
}

export function objectCount(text: string): number {
  return documentsOf(text).size;
}

/** Documents without comments, by kind and name; those of one name are counted. */
function documentsOf(text: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const document of text.split(/^---.*$/m)) {
    const bare = document
      .split('\n')
      .filter((line) => !/^\s*(#|$)/.test(line))
      .map((line) => line.trimEnd())
      .join('\n');
    if (bare === '') continue;
    const name = nameOf(bare);
    let unique = name;
    for (let copy = 2; found.has(unique); copy += 1) unique = `${name} ${String(copy)}`;
    found.set(unique, bare);
  }
  return found;
}

function nameOf(document: string): string {
  const kind = /^kind:[ \t]*(\S+)/m.exec(document)?.[1] ?? '';
  const [, metadata = ''] = /^metadata:(.*(?:\n[ \t].*)*)/m.exec(document) ?? [];
  const field = (name: string): string => new Map(fieldsOf(metadata)).get(name) ?? '';
  return `${kind} ${field('namespace')}/${field('name')}`;
}

/** Names and values anywhere in the metadata; the first of a name wins. */
function fieldsOf(metadata: string): readonly (readonly [string, string])[] {
  return [...metadata.matchAll(/(?:^|[\s{,])(name|namespace):[ \t]*["']?([^\s"',}]+)/g)]
    .map(([, name = '', value = '']) => [name, value] as const)
    .toReversed();
}
