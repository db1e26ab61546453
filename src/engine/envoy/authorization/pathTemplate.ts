import type { TextTest } from './valueMatcher.ts';

type Token =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'segment' }
  | { readonly kind: 'rest' };

export function isPathTemplate(value: string): boolean {
  return value.includes('{*}') || value.includes('{**}');
}

/** The template in Envoy's own writing. Mirrors istiod `sanitizePathTemplate`. */
export function envoyTemplate(value: string): string {
  return value.replaceAll('{**}', '**').replaceAll('{*}', '*');
}

/**
 * `{*}` is one non-empty segment, `{**}` is anything, slashes and nothing included. Mirrors istiod
 * `PathTemplateMatcher` and Envoy's uri_template matcher.
 */
export function pathTemplateMatcher(template: string): TextTest {
  const tokens = tokensOf(template);
  return (path) => matchFrom(tokens, 0, path, 0);
}

function tokensOf(template: string): readonly Token[] {
  return template.split(/(\{\*\*?\})/).flatMap((part): readonly Token[] => {
    if (part === '') return [];
    if (part === '{*}') return [{ kind: 'segment' }];
    if (part === '{**}') return [{ kind: 'rest' }];
    return [{ kind: 'text', text: part }];
  });
}

function matchFrom(tokens: readonly Token[], index: number, path: string, at: number): boolean {
  const token = tokens[index];
  if (token === undefined) return at === path.length;
  if (token.kind === 'text') {
    return path.startsWith(token.text, at) && matchFrom(tokens, index + 1, path, at + token.text.length);
  }
  if (token.kind === 'segment') {
    const slash = path.indexOf('/', at);
    const end = slash < 0 ? path.length : slash;
    return end > at && matchFrom(tokens, index + 1, path, end);
  }
  for (let end = path.length; end >= at; end -= 1) {
    if (matchFrom(tokens, index + 1, path, end)) return true;
  }
  return false;
}
