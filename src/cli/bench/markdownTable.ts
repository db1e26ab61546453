import type { Row } from './row.ts';

/** The rows as a table for a README: what Node measured beside what the browser's worker did. */
export function markdownTable(node: readonly Row[], worker: readonly Row[]): string {
  const inWorker = new Map(worker.map((row) => [keyOf(row), row]));
  const lines = node.map((row) => {
    const other = inWorker.get(keyOf(row));
    const agree = row.agree && other?.agree !== false;
    return ['', row.name, grouped(row.n), row.peer, ...figures(row), ...figures(other), agree ? 'yes' : 'NO', '']
      .join(' | ')
      .trim();
  });
  return [
    '| what | N | against | Node: ours, µs | theirs | ratio | worker: ours, µs | theirs | ratio | same answers |',
    '|---|--:|---|--:|--:|--:|--:|--:|--:|---|',
    ...lines,
  ].join('\n');
}

function keyOf({ name, n, peer }: Row): string {
  return JSON.stringify([name, n, peer]);
}

function figures(row: Row | undefined): readonly string[] {
  if (row === undefined) return ['', '', ''];
  return [micros(row.ours_us), micros(row.peer_us), `${grouped(row.ratio)}×`];
}

function micros(value: number): string {
  return value >= 100 ? grouped(Math.round(value)) : grouped(value);
}

function grouped(value: number): string {
  return value.toLocaleString('en');
}
