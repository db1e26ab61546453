import type { AppState } from '#store/state.ts';

/** An `<iframe>` that shows this scenario, with the request that is in the bar and the language on screen. */
export function embedCode(link: string, title: string, { draft, locale, sent }: AppState): string {
  const address = new URL(link);
  address.searchParams.set('embed', '1');
  address.searchParams.set('lang', locale);
  if (sent !== undefined && draft.name !== undefined) address.searchParams.set('request', draft.name);
  return `<iframe src="${escaped(address.href)}" title="${escaped(title)}" width="100%" height="560" style="border:0" allow="clipboard-write" loading="lazy"></iframe>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign] ?? '&quot;');
}
