import type { ResolvedSettings, ResourceIndex } from '../mesh/mesh.ts';
import { selectorMatches } from './labelSelector.ts';

export type Visibility = 'PUBLIC' | 'NAMESPACE' | 'NONE';

/**
 * Who can see the ServiceEntries of a namespace: the first policy of the mesh's `serviceEntryVisibility` that matches it,
 * else the default. `exportTo` has no say. Mirrors istiod `ServiceEntryVisibilityMatcher`.
 */
export function visibilityOf(resources: ResourceIndex, settings: ResolvedSettings, namespace: string): Visibility {
  const config = recordOf(settings.meshConfig['serviceEntryVisibility']);
  const home = resources.get('Namespace', undefined, namespace);
  const labels = { ...home?.metadata.labels };
  for (const policy of listOf(config['policies'])) {
    const rules = listOf(recordOf(policy)['matchingRules']);
    const matches = rules.length > 0 && rules.every((rule) => matchesRule(rule, labels));
    if (matches) return wordOf(recordOf(policy)['visibility']) ?? 'PUBLIC';
  }
  return wordOf(config['defaultVisibility']) ?? 'PUBLIC';
}

function wordOf(value: unknown): Visibility | undefined {
  return value === 'PUBLIC' || value === 'NAMESPACE' || value === 'NONE' ? value : undefined;
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function matchesRule(rule: unknown, labels: Readonly<Record<string, string>>): boolean {
  return selectorMatches(recordOf(recordOf(rule)['namespaceSelector']), labels);
}
