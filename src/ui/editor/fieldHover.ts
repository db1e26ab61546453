import { describeField } from '#model/kubernetes/describeField.ts';
import { kinds, type KindName } from '#model/kubernetes/kinds.ts';
import type { FieldTexts } from '#ui/i18n/fieldTexts.ts';
import { yamlCaret } from './completion/yamlCaret.ts';

/** What to say of the field under the pointer. */
export interface FieldHover {
  /** From the root, without list indices: `spec.rules.matches.path`. */
  readonly field: string;
  readonly type: string;
  readonly required: boolean;
  /** The words it takes, where it takes no others. */
  readonly words: readonly string[];
  readonly default?: string;
  /** What it is for, where that does not speak for itself. */
  readonly text?: string;
  /** Columns of the key, from 0. */
  readonly start: number;
  readonly end: number;
}

const keyPattern = /^(\s*(?:-\s+)*)(["']?)([^\s#:'"[\]{},]+)\2\s*:(?:\s|$)/;

/** The field whose key stands at a place of the text; nothing where no schema knows one. */
export function fieldHover(
  lines: readonly string[],
  line: number,
  column: number,
  texts: FieldTexts,
): FieldHover | undefined {
  const found = keyPattern.exec(lines[line] ?? '');
  if (found === null) return undefined;
  const start = (found[1] ?? '').length;
  const key = found[3] ?? '';
  const end = start + key.length + 2 * (found[2] ?? '').length;
  if (column < start || column > end) return undefined;
  const { path, apiVersion, kind } = yamlCaret(lines, line, (lines[line] ?? '').length);
  if (apiVersion === undefined || kind === undefined) return undefined;
  const steps = path.map((step) => (step === '[]' ? 0 : step));
  const described = describeField(apiVersion, kind, steps);
  if (described === undefined) return undefined;
  const { field, type, required, words, default: preset } = described;
  const name = kinds.find((each): each is typeof each & { kind: KindName } => each.kind === kind)?.kind;
  const text = name === undefined ? undefined : texts[name]?.[field];
  return {
    field,
    type,
    required,
    words: (words ?? []).map(String),
    ...(preset === undefined ? {} : { default: JSON.stringify(preset) }),
    ...(text === undefined ? {} : { text }),
    start,
    end,
  };
}
