import type { AppState } from '#store/state.ts';

/** What the scenario calls itself, in the language on screen where it has one. */
export function titleOf({ compiled, locale }: AppState): string | undefined {
  const { title, name } = compiled?.spec ?? {};
  return title?.[locale] ?? title?.en ?? title?.zh ?? (name === '' ? undefined : name);
}
