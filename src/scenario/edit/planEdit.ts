import type { EditPlan, EditRefusal } from '#model/compiled.ts';
import type { ScenarioEdit } from '#model/edit.ts';
import type { Json } from '#model/kubernetes/schema.ts';
import type { ParsedScenario } from '../parsedScenario.ts';
import { addManifest, addResource, pasteText } from './addObjects.ts';
import { changesBetween } from './changesBetween.ts';
import { duplicate } from './duplicate.ts';
import { operationsBetween } from './fieldOperation.ts';
import { forgetLayout, place } from './layoutEdits.ts';
import { setAmbient, setWaypoint } from './meshLabels.ts';
import { moveToNamespace, rename } from './moveObjects.ts';
import { removeObjects } from './removeObjects.ts';
import { removeField, setField } from './setField.ts';
import { scenarioManifest, withScenario, withText, type Edited, type Working } from './working.ts';

/** How an edit is carried out in the text: the fewest replacements, and what had to be written anew. */
export function planEdit(parsed: ParsedScenario, edit: ScenarioEdit): EditPlan {
  const edited = carryOut({ parsed, rewritten: [] }, edit);
  if (typeof edited === 'string') return { changes: [], rewritten: [], refused: edited };
  return { changes: changesBetween(parsed.text, edited.parsed.text), rewritten: edited.rewritten };
}

/** The scenario after several edits, one after the other; none is carried out where one is refused. */
export function afterEdits(parsed: ParsedScenario, edits: readonly ScenarioEdit[]): ParsedScenario | EditRefusal {
  let working: Working = { parsed, rewritten: [] };
  for (const edit of edits) {
    const edited = carryOut(working, edit);
    if (typeof edited === 'string') return edited;
    working = edited;
  }
  return working.parsed;
}

function carryOut(working: Working, edit: ScenarioEdit): Edited {
  switch (edit.kind) {
    case 'add-resource':
      return addResource(working, edit.resource, edit.at);
    case 'add-manifest':
      return addManifest(working, edit.yaml, edit.at);
    case 'remove-resources':
      return removeObjects(working, edit.refs);
    case 'set-field':
      return setField(working, edit.ref, edit.path, edit.value);
    case 'remove-field':
      return removeField(working, edit.ref, edit.path);
    case 'rename':
      return rename(working, edit.ref, edit.to);
    case 'duplicate':
      return duplicate(working, edit.refs);
    case 'move-to-namespace':
      return moveToNamespace(working, edit.refs, edit.namespace);
    case 'set-ambient':
      return setAmbient(working, edit.target, edit.to);
    case 'set-waypoint':
      return setWaypoint(working, edit.target, edit.waypoint);
    case 'move':
      return place(working, edit.placements);
    case 'forget-layout':
      return forgetLayout(working, edit.keys);
    case 'set-requests':
      return setInScenario(working, 'requests', edit.requests as unknown as Json);
    case 'set-title':
      return setInScenario(working, 'title', { ...edit.title });
    case 'paste':
      return pasteText(working, edit.text);
    case 'replace-text':
      return withText(working, edit.text);
  }
}

function setInScenario(working: Working, field: 'requests' | 'title', value: Json): Working {
  const document = scenarioManifest(working)?.document;
  const spec = document?.kind === 'scenario' ? (document.value as { spec?: Record<string, Json> }).spec : undefined;
  return withScenario(working, operationsBetween(spec?.[field], value, ['spec', field]));
}
