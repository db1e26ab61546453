import { regexEngine } from '../regexEngine.ts';
import type { Diagnostic } from '#model/diagnostic.ts';
import type { HTTPRoute } from '#model/kubernetes/kinds.ts';
import type { FieldPath } from '#model/kubernetes/resource.ts';
import { routeParents } from '../controlplane/status/routeParentRefs.ts';
import type { Mesh } from '../mesh/mesh.ts';
import { refOf } from '../mesh/resourceIndex.ts';
import { finding, nameOf } from './finding.ts';

/** istiod does not compile regular expressions; Envoy does, and refuses the whole listener for one it cannot read. */
export function regexDiagnostics(mesh: Mesh): readonly Diagnostic[] {
  return mesh.resources.all('HTTPRoute').flatMap((route) => {
    if (routeParents(route, mesh).length === 0) return [];
    return regexesOf(route).flatMap(({ regex, path }) =>
      compiles(regex)
        ? []
        : [finding('mesh/regex-stops-proxy', 'error', { route: nameOf(route), regex }, refOf(route), path)],
    );
  });
}

function regexesOf({ spec }: HTTPRoute): readonly { readonly regex: string; readonly path: FieldPath }[] {
  return spec.rules.flatMap((rule, ruleIndex) =>
    rule.matches.flatMap((match, matchIndex) => {
      const at = ['spec', 'rules', ruleIndex, 'matches', matchIndex];
      const { path, headers = [], queryParams = [] } = match;
      return [
        ...(path.type === 'RegularExpression' ? [{ regex: path.value, path: [...at, 'path', 'value'] }] : []),
        ...headers.flatMap(({ type, value }, index) =>
          type === 'RegularExpression' ? [{ regex: value, path: [...at, 'headers', index, 'value'] }] : [],
        ),
        ...queryParams.flatMap(({ type, value }, index) =>
          type === 'RegularExpression' ? [{ regex: value, path: [...at, 'queryParams', index, 'value'] }] : [],
        ),
      ];
    }),
  );
}

function compiles(regex: string): boolean {
  const re2 = regexEngine();
  try {
    re2.compile(regex);
    return true;
  } catch {
    return false;
  }
}
