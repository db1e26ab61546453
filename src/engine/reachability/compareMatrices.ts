import type { MatrixCell } from './matrix.ts';

export type ReachabilityChangeKind = 'opened' | 'closed' | 'rerouted' | 'refused-otherwise' | 'added' | 'removed';

/** How one request class fares in two meshes. Absent where a mesh has no such class. */
export interface ReachabilityChange {
  readonly kind: ReachabilityChangeKind;
  readonly key: string;
  readonly before?: MatrixCell;
  readonly after?: MatrixCell;
}

const order: readonly ReachabilityChangeKind[] = [
  'opened',
  'closed',
  'rerouted',
  'refused-otherwise',
  'added',
  'removed',
];

/** Which request classes opened, closed or changed their path between two meshes; those that did not are left out. */
export function compareMatrices(
  before: readonly MatrixCell[],
  after: readonly MatrixCell[],
): readonly ReachabilityChange[] {
  const old = new Map(before.map((cell) => [cell.key, cell]));
  const now = new Map(after.map((cell) => [cell.key, cell]));
  const changes = [...new Set([...old.keys(), ...now.keys()])].flatMap((key) => {
    const [a, b] = [old.get(key), now.get(key)];
    const kind = kindOf(a, b);
    if (kind === undefined) return [];
    return [{ kind, key, ...(a === undefined ? {} : { before: a }), ...(b === undefined ? {} : { after: b }) }];
  });
  return changes.toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind) || (a.key < b.key ? -1 : 1));
}

function kindOf(a: MatrixCell | undefined, b: MatrixCell | undefined): ReachabilityChangeKind | undefined {
  if (a === undefined) return b === undefined ? undefined : 'added';
  if (b === undefined) return 'removed';
  const [open, opens] = [isOpen(a), isOpen(b)];
  if (open !== opens) return opens ? 'opened' : 'closed';
  if (!open) return refusalOf(a) === refusalOf(b) ? undefined : 'refused-otherwise';
  return pathOf(a) === pathOf(b) ? undefined : 'rerouted';
}

function isOpen({ verdict }: MatrixCell): boolean {
  return verdict === 'delivered';
}

function refusalOf({ verdict, status, client, deniedBy }: MatrixCell): string {
  return JSON.stringify([verdict, status, client, deniedBy]);
}

function pathOf({ waypoints, podSees, status }: MatrixCell): string {
  return JSON.stringify([waypoints, podSees, status]);
}
