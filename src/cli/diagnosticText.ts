import type { Diagnostic } from '#model/diagnostic.ts';
import type { FieldPath, ResourceRef } from '#model/kubernetes/resource.ts';

/** The facts of a diagnostic in one line: the upstream message where there is one, else its parameters. */
export function messageOf(diagnostic: Diagnostic): string {
  const facts: Readonly<Record<string, unknown>> = { ...diagnostic.params };
  const own = facts['message'] ?? facts['problem'];
  return typeof own === 'string' ? own : factsText(facts);
}

/** `name=value` for each fact, for lines that people read in a terminal. */
export function factsText(facts: Readonly<Record<string, unknown>>): string {
  return Object.entries(facts)
    .map(([name, value]) => `${name}=${valueText(value)}`)
    .join(' ');
}

function valueText(value: unknown): string {
  if (typeof value === 'string') return /^[^\s"]+$/.test(value) ? value : JSON.stringify(value);
  if (isRef(value)) return refText(value);
  return JSON.stringify(value);
}

function isRef(value: unknown): value is ResourceRef {
  return typeof value === 'object' && value !== null && 'kind' in value && 'name' in value;
}

export function refText({ kind, namespace, name }: ResourceRef): string {
  return namespace === undefined ? `${kind}/${name}` : `${kind}/${namespace}/${name}`;
}

/** `spec.rules[0].to` and `metadata.labels["istio.io/use-waypoint"]`, as kubectl writes paths. */
export function pathText(path: FieldPath): string {
  return path
    .map((step) => {
      if (typeof step === 'number') return `[${step}]`;
      return /^[A-Za-z_][A-Za-z0-9_-]*$/.test(step) ? `.${step}` : `[${JSON.stringify(step)}]`;
    })
    .join('')
    .replace(/^\./, '');
}
