import type { Patch } from '#model/lesson.ts';
import { planEdit } from '../edit/planEdit.ts';
import { parseScenario } from '../parseScenario.ts';

/** The texts of a lesson, each kept once and referred to by its index. */
export interface Documents {
  readonly texts: readonly string[];
  add(text: string): number;
  /** The text after a patch. A change that is refused is reported and skipped. */
  patched(index: number, patch: Patch, onRefused: (refusal: string) => void): number;
}

export function collectDocuments(): Documents {
  const texts: string[] = [];
  function add(text: string): number {
    const known = texts.indexOf(text);
    return known === -1 ? texts.push(text) - 1 : known;
  }
  return {
    texts,
    add,
    patched: (index, patch, onRefused) => add(applyPatch(texts[index] ?? '', patch, onRefused)),
  };
}

/** Carries out a patch as the page does, one edit after the other. */
export function applyPatch(text: string, patch: Patch, onRefused: (refusal: string) => void): string {
  return patch.reduce((before, edit) => {
    const { changes, refused } = planEdit(parseScenario(before), edit);
    if (refused !== undefined) onRefused(`${edit.kind}: ${refused}`);
    return changes.reduceRight(
      (result, { start, end, insert }) => result.slice(0, start) + insert + result.slice(end),
      before,
    );
  }, text);
}
