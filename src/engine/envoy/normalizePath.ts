import type { ResolvedSettings } from '../mesh/mesh.ts';

export type PathNormalization = 'NONE' | 'BASE' | 'MERGE_SLASHES' | 'DECODE_AND_MERGE_SLASHES';

export type NormalizedPath =
  | { readonly kind: 'path'; readonly path: string }
  /** 400 with an empty body, details `path_normalization_failed`. */
  | { readonly kind: 'rejected' };

/** `meshConfig.pathNormalization.normalization`; BASE unless stated, as istiod has it. */
export function pathNormalizationOf({ meshConfig }: ResolvedSettings): PathNormalization {
  const setting = meshConfig['pathNormalization'];
  const mode = typeof setting === 'object' && setting !== null ? (setting as Record<string, unknown>) : {};
  const stated = mode['normalization'];
  return stated === 'NONE' || stated === 'MERGE_SLASHES' || stated === 'DECODE_AND_MERGE_SLASHES' ? stated : 'BASE';
}

/**
 * The path as every filter, route and backend sees it; the query is kept as it is and a fragment is cut off.
 * Mirrors istiod `buildHTTPConnectionManager` (path normalization) and Envoy `PathUtil::canonicalPath`.
 */
export function normalizePath(path: string, mode: PathNormalization): NormalizedPath {
  const hash = path.indexOf('#');
  const target = hash < 0 ? path : path.slice(0, hash);
  if (mode === 'NONE') return { kind: 'path', path: target };
  const mark = target.indexOf('?');
  const query = mark < 0 ? '' : target.slice(mark);
  const own = mark < 0 ? target : target.slice(0, mark);
  const decoded = mode === 'DECODE_AND_MERGE_SLASHES' ? own.replace(/%2f/gi, '/').replace(/%5c/gi, '\\') : own;
  const canonical = canonicalPath(decoded);
  if (canonical === undefined) return { kind: 'rejected' };
  return { kind: 'path', path: (mode === 'BASE' ? canonical : canonical.replace(/\/{2,}/g, '/')) + query };
}

const unreserved = /[A-Za-z0-9\-_~.]/;
const escaped = /[ "<>`{|}^\u007f-\uffff]/;

/** Decodes unreserved characters, turns `\` into `/` and resolves dot segments. Undefined for `%00`. */
function canonicalPath(path: string): string | undefined {
  let plain = '';
  for (let at = 0; at < path.length; at += 1) {
    const char = path.charAt(at);
    const code = char === '%' ? hexAt(path, at + 1) : undefined;
    if (code === 0) return undefined;
    if (code !== undefined) {
      const decoded = String.fromCharCode(code);
      plain += unreserved.test(decoded) ? decoded : path.slice(at, at + 3);
      at += 2;
    } else if (char === '\\') plain += '/';
    else plain += escaped.test(char) ? `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}` : char;
  }
  return withoutDotSegments(plain);
}

function hexAt(text: string, at: number): number | undefined {
  const digits = text.slice(at, at + 2);
  return /^[0-9a-fA-F]{2}$/.test(digits) ? Number.parseInt(digits, 16) : undefined;
}

function withoutDotSegments(path: string): string {
  const segments = path.split('/');
  const kept: string[] = [];
  segments.forEach((segment, index) => {
    const isLast = index === segments.length - 1;
    if (index > 0 && segment === '..' && kept.length > 1) kept.pop();
    const isDot = index > 0 && (segment === '.' || segment === '..');
    if (!isDot) kept.push(segment);
    else if (isLast) kept.push('');
  });
  return kept.length === 1 && kept[0] === '' ? '/' : kept.join('/');
}
