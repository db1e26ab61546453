import type { Layout, Position } from '#model/scenario.ts';

/** Layouts are keyed by names that users choose, so only own entries count. */
export function pinnedPlace(pinned: Layout, key: string): Position | undefined {
  return Object.hasOwn(pinned, key) ? (pinned as Readonly<Record<string, Position>>)[key] : undefined;
}
