import { checkByWebhook } from '#engine/admission/webhook.ts';
import {
  checkAttribute,
  checkPathTemplates,
  checkTrustDomains,
  checkWildcards,
  isLiteral,
  isTemplated,
} from '#engine/admission/authorizationValues.ts';
import { readResource } from '#model/kubernetes/readResource.ts';
import { failed, passed, skipped, type ConformanceRow } from './row.ts';

interface ValidationCase {
  readonly name: string;
  readonly object: unknown;
  readonly valid: boolean;
  readonly warning: boolean;
  readonly explicitEmpty?: readonly string[];
}

/**
 * Cases of `istio/validation-*.json`: what istiod's validating webhook accepts, whether it warns, and its checks of
 * single values.
 */
export function runIstioValidation(_file: string, content: unknown): readonly ConformanceRow[] {
  const { cases } = content as { readonly cases: readonly (ValidationCase | ValueCase)[] };
  return cases.map((each, at) => ('func' in each ? judgeValue(each, at) : judge(each)));
}

interface ValueCase {
  readonly func: string;
  readonly name?: string;
  readonly key?: string;
  readonly values?: readonly string[];
  readonly wantError?: boolean;
  readonly glob?: string;
  readonly expected?: boolean;
  readonly path?: string;
  readonly isPathTemplate?: boolean;
}

const valueChecks = new Map<string, (each: ValueCase) => boolean>([
  ['CheckWildcardValues', ({ values }) => checkWildcards('key', values).error !== undefined],
  ['CheckTrustDomainValues', ({ values }) => checkTrustDomains('key', values).error !== undefined],
  ['CheckValidPathTemplate', ({ values }) => checkPathTemplates('Paths', values).error !== undefined],
  ['ValidateCondition', ({ key = '', values }) => checkAttribute(key, values).error !== undefined],
  ['IsValidLiteral', ({ glob = '' }) => isLiteral(glob)],
  ['ContainsPathTemplate', ({ path = '' }) => isTemplated(path)],
]);

function judgeValue(each: ValueCase, at: number): ConformanceRow {
  const name = `${each.func} ${each.name ?? each.key ?? String(at)}`;
  const ours = valueChecks.get(each.func)?.(each);
  const theirs = each.wantError ?? each.expected ?? each.isPathTemplate;
  if (ours === undefined) return failed(name, 'there is no such check');
  return ours === theirs ? passed(name) : failed(name, `ours ${String(ours)}, theirs ${String(theirs)}`);
}

function judge({ name, object, valid, warning, explicitEmpty = [] }: ValidationCase): ConformanceRow {
  if (JSON.stringify(object).includes('"group":"Group","kind":"Kind"')) return skipped(name, 'placeholder-target');
  const { resource, problems } = readResource(object);
  if (resource === undefined) {
    const said = problems.map(({ message }) => message).join('; ');
    return valid ? failed(name, `not read: ${said}`) : passed(name);
  }
  const found = checkByWebhook(resource);
  const accepted = found.error === undefined;
  const warned = found.warning !== undefined;
  if (accepted === valid && (!valid || warned === warning)) return passed(name);
  if (explicitEmpty.length > 0) return skipped(name, 'empty-list');
  return failed(name, `ours ${JSON.stringify(found)}, theirs ${JSON.stringify({ valid, warning })}`);
}
