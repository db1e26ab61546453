import type { Row } from './row.ts';

/** The rows as a table for a README. */
export function markdownTable(rows: readonly Row[]): string {
  const lines = rows.map(({ name, n, ours_us: ours, peer, peer_us: theirs, ratio, agree }) =>
    ['', name, grouped(n), micros(ours), peer, micros(theirs), `${grouped(ratio)}×`, agree ? 'yes' : 'NO', '']
      .join(' | ')
      .trim(),
  );
  return [
    '| what | N | ours, µs | against | theirs, µs | ratio | same answers |',
    '|---|--:|--:|---|--:|--:|---|',
    ...lines,
  ].join('\n');
}

function micros(value: number): string {
  return value >= 100 ? grouped(Math.round(value)) : grouped(value);
}

function grouped(value: number): string {
  return value.toLocaleString('en');
}
