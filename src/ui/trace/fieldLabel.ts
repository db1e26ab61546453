import type { FieldPath, FieldRef } from '#model/kubernetes/resource.ts';

/** A path as people write it: `spec.rules[0].to`, with keys that contain dots in brackets. */
export function pathText(path: FieldPath): string {
  return path
    .map((step, position) => {
      if (typeof step === 'number') return `[${String(step)}]`;
      if (/[./]/.test(step)) return `[${step}]`;
      return position === 0 ? step : `.${step}`;
    })
    .join('');
}

/** A field with its object: `AuthorizationPolicy/allow-get › spec.rules[0]`. */
export function fieldLabel({ resource, path }: FieldRef): string {
  const name = `${resource.kind}/${resource.name}`;
  return path.length === 0 ? name : `${name} › ${pathText(path)}`;
}
