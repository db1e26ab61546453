import type { Placement } from '#model/edit.ts';
import { keyOf, type ResourceKey, type ResourceRef } from '#model/kubernetes/resource.ts';
import type { Json } from '#model/kubernetes/schema.ts';
import { layoutKey } from '../readScenario.ts';
import { operationsBetween } from './fieldOperation.ts';
import { removal, valueAt } from './setField.ts';
import { scenarioManifest, withScenario, type Working } from './working.ts';

/** Writes where nodes were put, in whole units: a tenth of a pixel is nobody's intention. */
export function place(working: Working, placements: readonly Placement[]): Working {
  const layout = layoutOf(working);
  const written = new Map(Object.keys(layout).map((key) => [layoutKey(key), key]));
  return withScenario(
    working,
    placements.flatMap(({ key, x, y }) => {
      const name = written.get(key) ?? key;
      const before = Object.hasOwn(layout, name) ? layout[name] : undefined;
      return operationsBetween(before, { x: Math.round(x), y: Math.round(y) }, ['spec', 'layout', name]);
    }),
  );
}

/** Back to automatic places: all nodes, or these. */
export function forgetLayout(working: Working, keys: readonly ResourceKey[] | undefined): Working {
  const written = Object.keys(layoutOf(working));
  if (written.length === 0) return working;
  const gone = keys === undefined ? written : written.filter((key) => keys.includes(layoutKey(key)));
  if (gone.length === written.length) return withScenario(working, [{ kind: 'remove', path: ['spec', 'layout'] }]);
  const value = scenarioValue(working);
  return withScenario(
    working,
    gone.flatMap((key) => removal(value, ['spec', 'layout', key])),
  );
}

/** Takes the places of objects that are gone; those of everything in a namespace go with it. */
export function forgetPlacesOf(working: Working, refs: readonly ResourceRef[]): Working {
  const keys = new Set(refs.map(keyOf));
  const namespaces = new Set(refs.flatMap(({ kind, name }) => (kind === 'Namespace' ? [name] : [])));
  const gone = Object.keys(layoutOf(working)).map(layoutKey);
  return forgetLayout(
    working,
    gone.filter((key) => keys.has(key) || namespaces.has(key.split('/')[1] ?? '')),
  );
}

function layoutOf(working: Working): Readonly<Record<string, Json>> {
  const layout = valueAt(scenarioValue(working), ['spec', 'layout']);
  return typeof layout === 'object' && layout !== null && !Array.isArray(layout)
    ? (layout as Readonly<Record<string, Json>>)
    : {};
}

function scenarioValue(working: Working): Json {
  const document = scenarioManifest(working)?.document;
  return document?.kind === 'scenario' ? document.value : null;
}
