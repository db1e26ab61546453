import { parseEvents, YAMLException } from 'js-yaml';
import type { TextRange } from '#model/diagnostic.ts';
import { buildTree } from './buildTree.ts';
import { problem, type PlacedDiagnostic } from './problem.ts';
import type { SourceNode } from './sourceTree.ts';
import { yamlMistake } from './yamlMistake.ts';

/** Nesting of a manifest. CRDs with schemas come to about 30. */
export const maxDepth = 100;

/** Lines of brackets whose indentation is forgiven before a document is given up. */
const forgiven = 100;

export type ParsedTree =
  /** `root` is undefined where the document is empty. */
  | { readonly kind: 'tree'; readonly root: SourceNode | undefined }
  | { readonly kind: 'problem'; readonly problem: PlacedDiagnostic };

/** Parses the text of one document. What cannot be read is a problem with a place; nothing throws. */
export function parseTree(source: string): ParsedTree {
  let text = source;
  for (let attempt = 0; ; attempt += 1) {
    try {
      return { kind: 'tree', root: buildTree(text, parseEvents(text, { maxDepth })) };
    } catch (error) {
      // The parser reports what it cannot read by throwing.
      const joined = attempt < forgiven ? joinedLine(text, error) : undefined;
      if (joined === undefined) return { kind: 'problem', problem: problemOf(source, error) };
      text = joined;
    }
  }
}

/**
 * libyaml, and so kubectl, does not care how lines within brackets are indented, as in `metadata: {` … `}` with the
 * last bracket below the key. The parser here does, so the line is joined to the one above; offsets stay.
 */
function joinedLine(text: string, error: unknown): string | undefined {
  if (!(error instanceof YAMLException) || error.reason !== 'deficient indentation') return undefined;
  const end = text.lastIndexOf('\n', (error.mark?.position ?? 0) - 1);
  if (end === -1) return undefined;
  const start = text.lastIndexOf('\n', end - 1) + 1;
  const line = text.slice(start, end);
  const comment = commentStart(line);
  return `${text.slice(0, start)}${line.slice(0, comment).padEnd(line.length)} ${text.slice(end + 1)}`;
}

/** Where the comment of a line begins, or its end. */
function commentStart(line: string): number {
  let quote = '';
  for (let at = 0; at < line.length; at += 1) {
    const char = line.charAt(at);
    if (quote !== '') {
      if (char === '\\' && quote === '"') at += 1;
      else if (char === quote) quote = '';
    } else if (char === '"' || char === "'") quote = char;
    else if (char === '#' && /^\s?$/.test(line.charAt(at - 1))) return at;
  }
  return line.length;
}

function problemOf(source: string, error: unknown): PlacedDiagnostic {
  const reason = error instanceof YAMLException ? error.reason : String(error);
  const range = problemRange(source, error instanceof YAMLException ? (error.mark?.position ?? 0) : 0);
  if (reason.includes('maxDepth') || error instanceof RangeError) {
    return problem('document/too-deep', { limit: maxDepth }, range);
  }
  return problem('document/yaml-syntax', { problem: reason, mistake: yamlMistake(reason) }, range);
}

/** From the place the parser stopped at to the end of that line; a place at the very end moves to the last character. */
function problemRange(source: string, position: number): TextRange {
  const start = Math.max(0, Math.min(position, source.trimEnd().length - 1));
  const lineEnd = source.indexOf('\n', start);
  return { start, end: Math.max(start + 1, lineEnd === -1 ? source.length : lineEnd) };
}
