import { checkByWebhook } from '#engine/admission/webhook.ts';
import { readResource } from '#model/kubernetes/readResource.ts';
import { failed, passed, type ConformanceRow } from './row.ts';

interface ValidationCase {
  readonly name: string;
  readonly object: unknown;
  readonly valid: boolean;
  readonly warning: boolean;
  readonly explicitEmpty?: readonly string[];
}

const goOnly = 'the Go test sets an empty list where decoding YAML gives none, so no manifest can say this';

/** Cases of `istio/validation-KIND.json`: what istiod's validating webhook accepts, and whether it warns. */
export function runIstioValidation(_file: string, content: unknown): readonly ConformanceRow[] {
  return (content as { readonly cases: readonly ValidationCase[] }).cases.map(judge);
}

function judge({ name, object, valid, warning, explicitEmpty = [] }: ValidationCase): ConformanceRow {
  const { resource, problems } = readResource(object);
  if (resource === undefined) {
    const said = problems.map(({ message }) => message).join('; ');
    return valid ? failed(name, `not read: ${said}`) : passed(name);
  }
  const found = checkByWebhook(resource);
  const accepted = found.error === undefined;
  const warned = found.warning !== undefined;
  if (accepted === valid && (!valid || warned === warning)) return passed(name);
  if (explicitEmpty.length > 0) return { name, ok: false, skipped: goOnly };
  return failed(name, `ours ${JSON.stringify(found)}, theirs ${JSON.stringify({ valid, warning })}`);
}
