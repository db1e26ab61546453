import type { Channel } from '#model/kubernetes/checkFacets.ts';
import { readResource } from '#model/kubernetes/readResource.ts';
import { failed, passed, type ConformanceRow } from './row.ts';

interface CrdCase {
  readonly name: string;
  readonly channel?: Channel | 'both';
  readonly object?: unknown;
  readonly valid: boolean;
  readonly wantErrors?: readonly string[];
  readonly input?: unknown;
  readonly defaulted?: unknown;
}

/**
 * Cases of `gateway-api/cel/*.json` and `_crd-defaults.json`: what the API server accepts, refuses and fills in.
 * Unknown fields count as refused, as the suite's client validates strictly.
 */
export function runCrdAdmission(_file: string, content: unknown): readonly ConformanceRow[] {
  const { cases } = content as { readonly cases: readonly CrdCase[] };
  return cases.flatMap((each) =>
    each.input === undefined ? channelsOf(each).map((channel) => judge(each, channel)) : [judgeDefaults(each)],
  );
}

function channelsOf({ channel }: CrdCase): readonly Channel[] {
  return channel === undefined || channel === 'both' ? ['standard', 'experimental'] : [channel];
}

function judge(each: CrdCase, channel: Channel): ConformanceRow {
  const name = `${each.name} (${channel})`;
  const read = readResource(each.object, channel);
  const said = read.problems.map((problem) => problem.message);
  const accepted = said.length === 0 && read.unknownKind === undefined;
  if (accepted !== each.valid) {
    return failed(name, each.valid ? `refused: ${said.join('; ')}` : 'accepted');
  }
  const missing = (each.wantErrors ?? []).filter((words) => !said.some((message) => contains(message, words)));
  return missing.length === 0
    ? passed(name)
    : failed(name, `not said: ${missing.join('; ')}; said: ${said.join('; ')}`);
}

function contains(message: string, words: string): boolean {
  const lower = message.toLowerCase();
  const wanted = words.toLowerCase();
  return lower.includes(wanted) || lower.includes(wanted.replaceAll('longer', 'more'));
}

function judgeDefaults(each: CrdCase): ConformanceRow {
  const read = readResource(each.input);
  const accepted = read.problems.every((problem) => problem.severity === 'warning');
  if (accepted !== each.valid) {
    return failed(each.name, read.problems.map((problem) => problem.message).join('; '));
  }
  const ours = canonical(read.resource);
  const theirs = canonical(each.defaulted);
  return ours === theirs ? passed(each.name) : failed(each.name, `${ours} ≠ ${theirs}`);
}

/** JSON with sorted keys, so that the order of fields says nothing. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) =>
    typeof item === 'object' && item !== null && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))
      : item,
  );
}
