import {
  duplicateValue,
  fieldName,
  invalidValue,
  quoted,
  tooLong,
  tooMany,
  unsupportedValue,
  type FieldProblem,
} from './fieldProblem.ts';
import type { FieldPath } from './resource.ts';
import type { ListNode, MapNode, NumberNode, ObjectNode, StringNode } from './schema.ts';

/** Which of the two sets of Gateway API definitions a cluster has. Istio's own tests use the experimental one. */
export type Channel = 'standard' | 'experimental';

/** Patterns cost at worst the square of a text's length; a text beyond this is refused by its length alone. */
const longestMatched = 20_000;

export function checkString(node: StringNode, value: string, path: FieldPath, channel: Channel): FieldProblem[] {
  const problems = firstTextProblem(node, value, path, channel);
  const words = node.enum?.filter((word) => channel === 'experimental' || !node.experimentalEnum?.includes(word));
  if (words !== undefined && !words.includes(value)) problems.push(unsupportedValue(path, value, words));
  if (node.format === 'date-time' && !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(value)) {
    problems.push(invalidValue(path, value, `must be of type date-time: ${quoted(value)}`));
  }
  if (node.format === 'byte' && !/^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(value)) {
    problems.push(invalidValue(path, value, `must be of type byte: ${quoted(value)}`));
  }
  return problems;
}

/** Length, then pattern: the first that does not hold speaks alone. */
function firstTextProblem(node: StringNode, value: string, path: FieldPath, channel: Channel): FieldProblem[] {
  const length = Array.from(value).length;
  if (node.maxLength !== undefined && length > node.maxLength) return [tooLong(path, node.maxLength)];
  if (node.minLength !== undefined && length < node.minLength) {
    return [invalidValue(path, value, `should be at least ${node.minLength} chars long`)];
  }
  const pattern = node.pattern ?? (channel === 'experimental' ? node.experimentalPattern : undefined);
  if (pattern === undefined || length > longestMatched || pattern.test(value)) return [];
  return [invalidValue(path, value, `should match '${node.patternText ?? pattern.source}'`)];
}

export function checkNumber(node: NumberNode, value: number, path: FieldPath): FieldProblem[] {
  const problems: FieldProblem[] = [];
  if (node.minimum !== undefined && value < node.minimum) {
    problems.push(invalidValue(path, value, `should be greater than or equal to ${node.minimum}`));
  }
  if (node.maximum !== undefined && value > node.maximum) {
    problems.push(invalidValue(path, value, `should be less than or equal to ${node.maximum}`));
  }
  if (node.enum !== undefined && !node.enum.includes(value)) {
    problems.push(unsupportedValue(path, value, node.enum.map(String)));
  }
  return problems;
}

export function checkList(node: ListNode, value: readonly unknown[], path: FieldPath): FieldProblem[] {
  const problems: FieldProblem[] = [];
  if (node.maxItems !== undefined && value.length > node.maxItems) {
    problems.push(tooMany(path, value.length, node.maxItems));
  }
  if (node.minItems !== undefined && value.length < node.minItems) {
    problems.push(invalidValue(path, value.length, `should have at least ${node.minItems} items`));
  }
  return problems;
}

export function checkMap(node: MapNode, value: object, path: FieldPath): FieldProblem[] {
  const size = Object.keys(value).length;
  if (node.maxProperties !== undefined && size > node.maxProperties) return [tooMany(path, size, node.maxProperties)];
  if (node.minProperties !== undefined && size < node.minProperties) {
    return [invalidValue(path, size, `should have at least ${node.minProperties} properties`)];
  }
  return [];
}

/** List items that the schema tells apart by keys, or by value, and that are not apart. */
export function checkUnique(node: ListNode, value: readonly unknown[], path: FieldPath): FieldProblem[] {
  const { unique } = node;
  if (unique === undefined) return [];
  const seen = new Map<string, number>();
  const problems: FieldProblem[] = [];
  for (const [at, item] of value.entries()) {
    const identity = unique === 'set' ? item : keyFields(item, unique);
    const text = JSON.stringify(identity);
    const times = (seen.get(text) ?? 0) + 1;
    seen.set(text, times);
    // Only the first repetition is reported.
    if (times === 2) problems.push(duplicateValue([...path, at], identity));
  }
  return problems;
}

function keyFields(item: unknown, keys: readonly string[]): Readonly<Record<string, unknown>> {
  const source = new Map(Object.entries(item as object));
  return Object.fromEntries(keys.map((key) => [key, source.get(key)]));
}

/** protobuf `oneof` groups with more than one member set. */
export function checkOneOf(
  { oneOf = [] }: ObjectNode,
  value: Readonly<Record<string, unknown>>,
  path: FieldPath,
): FieldProblem[] {
  const isSet = (name: string) => Object.hasOwn(value, name) && value[name] !== null;
  const broken = oneOf.map(({ fields }) => fields.filter(isSet).length).filter((set) => set > 1);
  if (broken.length === 0) return [];
  const problems = broken.map((set) => multipleOneOf(path, set));
  // Several groups are one schema more, which fails with any of them.
  if (oneOf.length > 1) problems.push(schemaBroken(path, notAll(broken.length === oneOf.length)));
  return problems;
}

function notAll(none: boolean): string {
  return `must validate all the schemas (allOf)${none ? '. None validated' : ''}`;
}

export function multipleOneOf(path: FieldPath, found: number): FieldProblem {
  return schemaBroken(path, `must validate one and only one schema (oneOf). Found ${found} valid alternatives`);
}

/** A combination of schemas that does not fit. Kubernetes reports these against no field. */
function schemaBroken(path: FieldPath, says: string): FieldProblem {
  const field = fieldName(path);
  const message = `${quoted(field)} ${says}`;
  return {
    code: 'admission/invalid-value',
    params: { field, message },
    severity: 'error',
    path,
    message: `<nil>: Invalid value: "": ${message}`,
  };
}
