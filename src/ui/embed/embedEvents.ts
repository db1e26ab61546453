import type { AppState } from '#store/state.ts';

/**
 * What a frame tells the page around it, by `postMessage`. `loaded` once, when everything has settled; `step` when the
 * player comes to another hop, counted from 0, where `total` is the verdict; `verdict` when a request was answered.
 */
export type EmbedEvent =
  | { readonly source: 'ambient-playground'; readonly type: 'loaded'; readonly title: string }
  | {
      readonly source: 'ambient-playground';
      readonly type: 'step';
      readonly request: string;
      readonly step: number;
      readonly total: number;
      /** Kind of the proxy whose turn it is; absent at the verdict. */
      readonly at?: string;
    }
  | {
      readonly source: 'ambient-playground';
      readonly type: 'verdict';
      readonly request: string;
      readonly verdict: string;
      readonly status: number | null;
      readonly client: string;
      readonly deniedBy: string | null;
    };

const source = 'ambient-playground';

/** The events that lie between two states. */
export function eventsBetween(
  before: Pick<AppState, 'sent' | 'step'>,
  { sent, step }: Pick<AppState, 'sent' | 'step'>,
): readonly EmbedEvent[] {
  if (sent === undefined) return [];
  const { trace } = sent;
  const request = trace.request.name;
  const isNew = sent !== before.sent;
  const { kind, status, client, deniedBy } = trace.verdict;
  const at = trace.hops[step]?.at.kind;
  return [
    ...(isNew ? [{ source, type: 'verdict', request, verdict: kind, status, client, deniedBy } as const] : []),
    ...(isNew || step !== before.step
      ? [
          {
            source,
            type: 'step',
            request,
            step,
            total: trace.hops.length,
            ...(at === undefined ? {} : { at }),
          } as const,
        ]
      : []),
  ];
}
