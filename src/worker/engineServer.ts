import type { ScenarioRequest } from '#model/scenario.ts';
import type { Trace } from '#model/trace.ts';
import { fieldAt, locate } from '#scenario/locate.ts';
import { locateFields } from './locateFields.ts';
import { openScenario, type OpenedScenario } from './openScenario.ts';
import { prepareRegexes } from './prepareRegexes.ts';
import type { EngineApi, Fresh, Stale } from './protocol.ts';
import { shareRows } from './shares.ts';

const dataPlane = () => import('#engine/sendRequest.ts');

/** How often a request may be sent in one call, whatever the caller asks for. */
const sendLimit = 1000;

/** Answers the calls of one page. Holds the newest text, read and compiled; an exception here is our bug. */
export function engineServer(): EngineApi {
  let opened: OpenedScenario | undefined;

  async function onRevision<T>(
    revision: number,
    answer: (held: OpenedScenario) => T | Promise<T>,
  ): Promise<Fresh<T> | Stale> {
    const held = opened;
    if (held?.revision !== revision) return { kind: 'stale' };
    return { kind: 'fresh', value: await answer(held) };
  }

  return {
    async warm() {
      await dataPlane();
    },
    async open({ revision, text }) {
      await prepareRegexes(text);
      opened = openScenario(revision, text, opened);
      return opened.compiled;
    },
    send: ({ revision, request }) =>
      onRevision(revision, async ({ mesh, parsed }) => {
        const { sendRequest } = await dataPlane();
        const trace = await sendRequest(mesh, request, request.seed ?? 1);
        return { revision, trace, fields: locateFields(parsed, trace) };
      }),
    sendMany: ({ revision, request, count }) =>
      onRevision(revision, async (held) => {
        const traces = await sendings(held, request, Math.min(count, sendLimit));
        return { revision, count: traces.length, rows: shareRows(traces, request.seed ?? 1) };
      }),
    status: ({ revision }) =>
      onRevision(revision, async ({ mesh }) => {
        const { statusByResource } = await import('./statusByResource.ts');
        return statusByResource(mesh);
      }),
    plan: ({ revision, edit }) =>
      onRevision(revision, async ({ parsed }) => {
        const { planEdit } = await import('#scenario/edit/planEdit.ts');
        return planEdit(parsed, edit);
      }),
    tracePatched: ({ revision, edits, requests }) =>
      onRevision(revision, async (held) => {
        const { tracePatched } = await import('./tracePatched.ts');
        return tracePatched(held, edits, requests.slice(0, sendLimit));
      }),
    locate: ({ revision, fields }) =>
      onRevision(revision, ({ parsed }) =>
        fields.flatMap((field) => {
          const range = locate(parsed, field);
          return range === undefined ? [] : [{ field, range }];
        }),
      ),
    fieldAt: ({ revision, offset }) => onRevision(revision, ({ parsed }) => fieldAt(parsed, offset) ?? null),
  };
}

/** The same request with one seed after the other, counted from its own. */
async function sendings({ mesh }: OpenedScenario, request: ScenarioRequest, count: number): Promise<readonly Trace[]> {
  const { sendRequest } = await dataPlane();
  const first = request.seed ?? 1;
  const traces: Trace[] = [];
  for (let index = 0; index < count; index += 1) traces.push(await sendRequest(mesh, request, first + index));
  return traces;
}
