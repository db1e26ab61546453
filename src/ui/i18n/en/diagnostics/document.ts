import type { DocumentDiagnostics, ScenarioType, YamlMistake } from '#model/diagnostics/document.ts';
import type { Sentences } from '#ui/i18n/catalogue.ts';

const types: Readonly<Record<ScenarioType, string>> = {
  string: 'a text',
  number: 'a number',
  'positive-integer': 'a whole number above 0',
  time: 'a time such as 2026-09-01T00:00:00Z',
  list: 'a list',
  map: 'a mapping',
};

const mistakes: Readonly<Record<YamlMistake, (problem: string) => string>> = {
  indentation: () => 'The line does not fit the ones above it: it is indented differently, or its value needs quotes.',
  tab: () => 'It is indented with a tab; YAML takes spaces only.',
  'does-not-continue': () => 'The line is no continuation of what stands above it.',
  'no-colon': () => 'A key has to be followed by a colon.',
  'no-space': () => 'The colon after a key has to be followed by a space.',
  'open-bracket': () => 'A bracket is opened and never closed.',
  'open-quote': () => 'A quotation mark is opened and never closed.',
  'no-comma': () => 'Between two entries in brackets a comma is missing.',
  'stray-comma': () => 'There is a comma where a value should be.',
  escape: () => 'In double quotes this backslash stands for nothing; write two, or use single quotes.',
  'not-printable': () => 'It contains a control character.',
  'nameless-anchor': () =>
    'An & or * at the start of a value is an anchor or alias and needs a name; quote it otherwise.',
  other: (problem) => `The parser says: ${problem}.`,
};

export const documentDiagnostics: Sentences<DocumentDiagnostics> = {
  'document/yaml-syntax': (p) =>
    `This document is not valid YAML from here on. ${mistakes[p.mistake](p.problem)} The other documents are not affected.`,
  'document/too-large': (p) =>
    `The text has ${p.characters} characters. Documents up to character ${p.limit} are simulated; the rest is kept and ignored.`,
  'document/too-many': (p) =>
    `The text has ${p.documents} documents. The first ${p.limit} are simulated; the rest is kept and ignored.`,
  'document/too-deep': (p) => `This document is nested more than ${p.limit} levels deep and is not read.`,
  'document/alias-expansion': (p) =>
    `Written out, the aliases up to *${p.anchor} come to more than ${p.limit} values. The document is not read.`,
  'document/unknown-alias': (p) => `*${p.anchor} refers to an anchor &${p.anchor} that does not come before it.`,
  'document/alias-of-itself': (p) => `*${p.anchor} stands inside the very value it refers to.`,
  'document/bad-merge': () => 'Only a mapping, or a list of mappings, can be merged with <<.',
  'document/duplicate-key': (p) =>
    `The key ${p.key} is already on line ${p.line} of this document. kubectl takes this one and drops the first without a word.`,
  'document/forbidden-key': (p) => `The key ${p.key} is not read: no Kubernetes object has such a field.`,
  'document/bad-key': () => 'A key must be a text, a number or a boolean.',
  'document/unknown-tag': (p) => `The tag ${p.tag} means nothing to Kubernetes; the value is taken as text.`,
  'document/bad-tagged-value': (p) => `${p.value} is not a value of type ${p.tag}.`,
  'document/not-json': (p) => `${p.value} cannot be stored: the API server keeps JSON, which has no such number.`,
  'document/not-an-object': (p) =>
    `A Kubernetes object is a mapping with apiVersion, kind and metadata. This is a ${p.found}.`,
  'document/missing-field': (p) => `${p.field} is missing, so this is no Kubernetes object yet.`,
  'document/not-simulated': (p) => `${p.kind} of ${p.apiVersion} is kept in the text and not simulated.`,
  'document/same-name': (p) =>
    `${nameOf(p.resource)} is already defined on line ${p.line}. This one replaces it, as kubectl apply would.`,
  'document/second-scenario': (p) =>
    `There is already a Scenario document on line ${p.line}. That one counts; this one is ignored.`,
  'document/scenario-version': (p) => `This Scenario is of ${p.found}. It is read as ${p.known}.`,
  'document/scenario-unknown-field': (p) => `A Scenario has no field ${p.field}. It is ignored.`,
  'document/scenario-type': (p) => `${p.field} must be ${types[p.expected]}. It is ${p.found}.`,
  'document/scenario-missing': (p) => `${p.field} is missing, so the request cannot be sent.`,
  'document/scenario-choice': (p) => `${p.field} cannot be ${p.found}. It may be ${p.allowed.join(', ')}.`,
};

function nameOf({ kind, namespace, name }: DocumentDiagnostics['document/same-name']['resource']): string {
  return namespace === undefined ? `${kind} ${name}` : `${kind} ${namespace}/${name}`;
}
