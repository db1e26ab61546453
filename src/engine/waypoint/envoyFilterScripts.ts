import type { Mesh } from '../mesh/mesh.ts';
import { isRecord } from '#model/kubernetes/readValue.ts';
import { isAttached, type PolicyProxy } from '../envoy/policyAttachment.ts';
import type { PolicyTargetRef } from '../envoy/authorization/policyObject.ts';
import type { Extension } from './extensions.ts';

/**
 * EnvoyFilters that target this waypoint and put an HTTP filter before the router. Of their filters only Lua scripts
 * are read; every other patch is an opaque step. Mirrors istiod `envoyfilter.ApplyListenerPatches`.
 */
export function envoyFilterScripts(mesh: Mesh, target: PolicyProxy): readonly Extension[] {
  return mesh.resources.all('EnvoyFilter').flatMap(({ metadata, spec }): readonly Extension[] => {
    if (!isRecord(spec) || !isAttached({ metadata, spec: { targetRefs: targetRefsIn(spec) } }, target)) return [];
    const { namespace, name } = metadata;
    const source = { kind: 'EnvoyFilter', ...(namespace === undefined ? {} : { namespace }), name };
    return listIn(spec, 'configPatches').map((patch) => {
      const lua = scriptIn(patch);
      return { source, phase: 'ENVOY_FILTER', ...(lua === undefined ? {} : { lua }) };
    });
  });
}

function targetRefsIn(spec: Readonly<Record<string, unknown>>): readonly PolicyTargetRef[] {
  return listIn(spec, 'targetRefs').flatMap(({ group, kind, name }) =>
    typeof kind === 'string' && typeof name === 'string'
      ? [{ ...(typeof group === 'string' ? { group } : {}), kind, name }]
      : [],
  );
}

function listIn(value: Readonly<Record<string, unknown>>, key: string): readonly Readonly<Record<string, unknown>>[] {
  const list = value[key];
  return Array.isArray(list) ? list.filter(isRecord) : [];
}

function recordIn(value: unknown, key: string): Readonly<Record<string, unknown>> {
  const found = isRecord(value) ? value[key] : undefined;
  return isRecord(found) ? found : {};
}

/** The script of a Lua filter that goes in before the router of inbound chains. */
function scriptIn(patch: Readonly<Record<string, unknown>>): string | undefined {
  const { context, listener } = recordIn(patch, 'match');
  const subFilter = recordIn(recordIn(recordIn(listener, 'filterChain'), 'filter'), 'subFilter');
  const inbound = context === undefined || context === 'ANY' || context === 'SIDECAR_INBOUND';
  const { operation, value } = recordIn(patch, 'patch');
  if (patch['applyTo'] !== 'HTTP_FILTER' || !inbound || operation !== 'INSERT_BEFORE') return undefined;
  if (subFilter['name'] !== 'envoy.filters.http.router') return undefined;
  const config = recordIn(value, 'typed_config');
  const inline = config['inlineCode'] ?? config['inline_code'];
  return typeof inline === 'string' ? inline : undefined;
}
