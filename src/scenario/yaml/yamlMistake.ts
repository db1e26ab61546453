import type { YamlMistake } from '#model/diagnostics/document.ts';

/** What js-yaml says of a text, by the mistake that its author made. */
const mistakes: ReadonlyMap<string, YamlMistake> = new Map([
  ['bad indentation of a mapping entry', 'indentation'],
  ['bad indentation of a sequence entry', 'indentation'],
  ['deficient indentation', 'indentation'],
  ['tab characters must not be used in indentation', 'tab'],
  ['end of the stream or a document separator is expected', 'does-not-continue'],
  ["expected ':' after a mapping key", 'no-colon'],
  ['can not read a block mapping entry; a multiline key may not be an implicit key', 'no-colon'],
  ['a whitespace character is expected after the key-value separator within a block mapping', 'no-space'],
  ['unexpected end of the stream within a flow collection', 'open-bracket'],
  ['unexpected end of the stream within a double quoted scalar', 'open-quote'],
  ['unexpected end of the document within a double quoted scalar', 'open-quote'],
  ['unexpected end of the stream within a single quoted scalar', 'open-quote'],
  ['unexpected end of the document within a single quoted scalar', 'open-quote'],
  ['missed comma between flow collection entries', 'no-comma'],
  ["expected the node content, but found ','", 'stray-comma'],
  ['unknown escape sequence', 'escape'],
  ['expected hexadecimal character', 'escape'],
  ['the stream contains non-printable characters', 'not-printable'],
  ['expected valid JSON character', 'not-printable'],
  ['name of an anchor node must contain at least one character', 'nameless-anchor'],
  ['name of an alias node must contain at least one character', 'nameless-anchor'],
]);

/** The mistake behind a parser's reason; `other` where only the reason itself can be shown. */
export function yamlMistake(reason: string): YamlMistake {
  return mistakes.get(reason) ?? 'other';
}
