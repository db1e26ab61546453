import type { LocatedTrace, PatchedTraces } from '#model/compiled.ts';
import type { ScenarioEdit } from '#model/edit.ts';
import type { ScenarioRequest } from '#model/scenario.ts';
import { sendRequest } from '#engine/sendRequest.ts';
import { afterEdits } from '#scenario/edit/planEdit.ts';
import { locateFields } from './locateFields.ts';
import { openScenario, type OpenedScenario } from './openScenario.ts';
import { prepareRegexes } from './prepareRegexes.ts';

/**
 * What requests do once edits have been made, without making them: the text is copied, edited and compiled beside the
 * one that is open, which shares all that the edits do not touch.
 */
export async function tracePatched(
  held: OpenedScenario,
  edits: readonly ScenarioEdit[],
  requests: readonly ScenarioRequest[],
): Promise<PatchedTraces> {
  const after = afterEdits(held.parsed, edits);
  const refused = typeof after === 'string' ? after : undefined;
  const text = typeof after === 'string' ? held.parsed.text : after.text;
  await prepareRegexes(text);
  const opened = text === held.parsed.text ? held : openScenario(held.revision, text, held);
  const traces: LocatedTrace[] = [];
  for (const request of requests) {
    const trace = await sendRequest(opened.mesh, request, request.seed ?? 1);
    traces.push({ revision: held.revision, trace, fields: locateFields(opened.parsed, trace) });
  }
  const { spec, summary } = opened.compiled;
  return { text, spec, summary, traces, ...(refused === undefined ? {} : { refused }) };
}
