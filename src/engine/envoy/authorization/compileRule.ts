import type { FieldPath } from '#model/kubernetes/resource.ts';
import type { Asked } from './attributes.ts';
import type { Field, FieldContext, Test } from './fields.ts';
import { conditionField, operationFields, sourceFields } from './fields.ts';
import { anchorOfValues } from './ruleAnchor.ts';
import type { PolicyRule } from './policyObject.ts';

/** One field of a rule with what it demands. */
export interface Condition {
  readonly path: FieldPath;
  /** As the manifest names it: `methods`, `notPaths`, `when request.headers[x]`. */
  readonly name: string;
  readonly holds: Test;
  /** The few texts of one attribute that it insists on, where it does: an index can look them up. */
  readonly anchor?: ConditionAnchor;
}

export interface ConditionAnchor {
  readonly dimension: 'principal' | 'path' | 'host';
  readonly exact: readonly string[];
  readonly prefixes: readonly string[];
}

/** A rule as alternatives of conditions: some `from` and some `to` and every `when`. */
export interface CompiledRule {
  readonly index: number;
  readonly path: FieldPath;
  readonly from: readonly (readonly Condition[])[];
  readonly to: readonly (readonly Condition[])[];
  readonly when: readonly Condition[];
  /** Fields that this chain cannot ask and that were left out. */
  readonly ignored: readonly FieldPath[];
}

/** A rule that has no effect on this chain. */
export interface DroppedRule {
  readonly index: number;
  readonly path: FieldPath;
  readonly dropped: 'unknown-key' | 'http-only' | 'unreadable';
  readonly because: readonly FieldPath[];
}

export interface RuleContext extends FieldContext {
  readonly action: 'ALLOW' | 'DENY' | 'AUDIT' | 'CUSTOM';
  readonly tcp: boolean;
}

interface Draft {
  readonly context: RuleContext;
  readonly ignored: FieldPath[];
  readonly refusals: { readonly why: DroppedRule['dropped']; readonly path: FieldPath }[];
}

/**
 * A rule as Envoy gets it. A field that the chain cannot ask drops an ALLOW rule and widens any other; an unknown
 * `when` key drops every rule. Mirrors istiod `authz/model.New` and `Model.Generate`.
 */
export function compileRule(rule: PolicyRule, index: number, context: RuleContext): CompiledRule | DroppedRule {
  const path = ['spec', 'rules', index];
  const draft: Draft = { context, ignored: [], refusals: [] };
  const from = (rule.from ?? []).map(({ source }, i) =>
    conditionsOf(source ?? {}, sourceFields, [...path, 'from', i, 'source'], draft),
  );
  const to = (rule.to ?? []).map(({ operation }, i) =>
    conditionsOf(operation ?? {}, operationFields, [...path, 'to', i, 'operation'], draft),
  );
  const when = (rule.when ?? []).flatMap(({ key, values = [], notValues = [] }, i) => {
    const at = [...path, 'when', i];
    const field = conditionField(key);
    if (field === undefined) draft.refusals.unshift({ why: 'unknown-key', path: [...at, 'key'] });
    return field === undefined
      ? []
      : pairOf(field, `when ${key}`, at, ['values', values], ['notValues', notValues], draft);
  });
  const [refusal] = draft.refusals;
  if (refusal !== undefined && (refusal.why === 'unknown-key' || context.action === 'ALLOW')) {
    const because = draft.refusals.filter(({ why }) => why === refusal.why).map((each) => each.path);
    return { index, path, dropped: refusal.why, because };
  }
  return { index, path, from, to, when, ignored: draft.ignored };
}

function conditionsOf(
  values: object,
  fields: ReadonlyMap<string, Field>,
  path: FieldPath,
  draft: Draft,
): readonly Condition[] {
  const lists = new Map<string, unknown>(Object.entries(values));
  return [...fields].flatMap(([name, field]) => {
    const negated = `not${name.charAt(0).toUpperCase()}${name.slice(1)}`;
    return pairOf(field, name, path, [name, listOf(lists.get(name))], [negated, listOf(lists.get(negated))], draft);
  });
}

function listOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

function pairOf(
  field: Field,
  name: string,
  path: FieldPath,
  [positive, values]: readonly [string, readonly string[]],
  [negative, notValues]: readonly [string, readonly string[]],
  draft: Draft,
): readonly Condition[] {
  const isWhen = positive === 'values';
  const wanted = testOf(field, values, [...path, positive], draft);
  const unwanted = testOf(field, notValues, [...path, negative], draft);
  const anchor = isWhen ? undefined : anchorOfValues(positive, values, draft.context);
  const first = { path: [...path, positive], name: isWhen ? name : positive };
  const second = { path: [...path, negative], name: isWhen ? `${name} (notValues)` : negative };
  return [
    ...(wanted === undefined ? [] : [{ ...first, holds: wanted, ...(anchor === undefined ? {} : { anchor }) }]),
    ...(unwanted === undefined ? [] : [{ ...second, holds: negation(unwanted) }]),
  ];
}

function negation(test: Test): Test {
  return (asked: Asked) => !test(asked);
}

function testOf(field: Field, values: readonly string[], path: FieldPath, draft: Draft): Test | undefined {
  if (values.length === 0) return undefined;
  if (draft.context.tcp && field.httpOnly) {
    leaveOut('http-only', path, draft);
    return undefined;
  }
  const readable = values.filter((value) => field.anyOf([value], draft.context) !== undefined);
  if (readable.length < values.length) leaveOut('unreadable', path, draft);
  return readable.length === 0 ? undefined : field.anyOf(readable, draft.context);
}

function leaveOut(why: DroppedRule['dropped'], path: FieldPath, { ignored, refusals }: Draft): void {
  ignored.push(path);
  refusals.push({ why, path });
}
