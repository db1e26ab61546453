import type { CompiledMatch } from './compiledMatch.ts';
import { compilePattern } from './pattern.ts';
import type { PathRewrite } from './routeTable.ts';

/** The path with its query after a rewrite. Mirrors Envoy `RouteEntryImplBase::rewritePathHeader`. */
export function rewritePath(target: string, rewrite: PathRewrite, match: CompiledMatch): string {
  const mark = target.indexOf('?');
  const path = mark < 0 ? target : target.slice(0, mark);
  const query = mark < 0 ? '' : target.slice(mark);
  if (rewrite.kind === 'full') return rewrite.value + query;
  if (rewrite.kind === 'strip') return `/${path.slice(rewrite.of.length).replace(/^\//, '')}${query}`;
  if (rewrite.kind === 'regex') {
    const pattern = compilePattern(rewrite.of);
    return (pattern.kind === 'pattern' ? pattern.replaceAll(path, rewrite.value) : path) + query;
  }
  return rewrite.value + path.slice(takenLength(path, match)) + query;
}

/** How much of the path the match took: its prefix, or all of it. */
function takenLength(path: string, { path: wanted }: CompiledMatch): number {
  // The entry that takes every path is the prefix `/`.
  if (wanted === undefined) return 1;
  return wanted.kind === 'exact' || wanted.kind === 'regex' ? path.length : wanted.value.length;
}
