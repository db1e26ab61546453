import type { Json } from '#model/kubernetes/schema.ts';
import { problem, type PlacedDiagnostic } from './problem.ts';
import { resolvePlain } from './resolvePlain.ts';
import type { ScalarNode } from './sourceTree.ts';

type Tagged =
  | { readonly kind: 'value'; readonly value: Json }
  | { readonly kind: 'problem'; readonly problem: PlacedDiagnostic };

const prefix = 'tag:yaml.org,2002:';

/**
 * The value of a scalar with a tag of its own. Mirrors `resolve` of goyaml.v2, which refuses what does not fit its tag
 * and takes a tag it does not know for a string.
 */
export function taggedScalar(node: ScalarNode, written: string): Tagged {
  const tag = shortTag(written);
  switch (tag) {
    case '!':
    case '!!str':
    case '!!timestamp':
      return { kind: 'value', value: node.text };
    case '!!null':
    case '!!bool':
    case '!!int':
    case '!!float':
      return typed(node, tag);
    case '!!binary':
      return { kind: 'value', value: node.text.replaceAll(/\s/g, '') };
    default:
      return { kind: 'problem', problem: problem('document/unknown-tag', { tag: written }, node, 'warning') };
  }
}

function shortTag(written: string): string {
  const verbatim = written.startsWith('!<') ? written.slice(2, -1) : written;
  return verbatim.startsWith(prefix) ? `!!${verbatim.slice(prefix.length)}` : verbatim;
}

function typed(node: ScalarNode, tag: '!!null' | '!!bool' | '!!int' | '!!float'): Tagged {
  const value = resolvePlain(node.text);
  const fits = {
    '!!null': value === null,
    '!!bool': typeof value === 'boolean',
    '!!int': typeof value === 'number' && Number.isInteger(value),
    '!!float': typeof value === 'number' && Number.isFinite(value),
  };
  if (fits[tag]) return { kind: 'value', value };
  return { kind: 'problem', problem: problem('document/bad-tagged-value', { tag, value: node.text }, node) };
}
