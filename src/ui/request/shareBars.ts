import type { Shares, ShareRow } from '#model/compiled.ts';

/** One outcome of many sendings, ready to be drawn. */
export interface ShareBar {
  readonly row: ShareRow;
  /** Between 0 and 1. */
  readonly share: number;
}

/** Outcomes by how often they happened, the most frequent first; equal ones by their lowest seed. */
export function shareBars({ count, rows }: Shares): readonly ShareBar[] {
  return [...rows]
    .sort((a, b) => b.count - a.count || a.seed - b.seed)
    .map((row) => ({ row, share: count === 0 ? 0 : row.count / count }));
}
