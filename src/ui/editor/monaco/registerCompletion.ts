import type { IDisposable, languages } from 'monaco-editor/editor';
import type { MeshSummary } from '#model/meshSummary.ts';
import { fieldChoices, type Choice } from '../completion/fieldChoices.ts';
import { nameChoices } from '../completion/nameChoices.ts';
import { yamlCaret, type YamlCaret } from '../completion/yamlCaret.ts';
import type { Monaco } from './loadMonaco.ts';
import { yamlLanguage } from './registerYaml.ts';

/** Offers fields and words of the schema, and the names of this scenario's own objects. */
export function registerCompletion(monaco: Pick<Monaco, 'languages'>, summary: () => MeshSummary): IDisposable {
  return monaco.languages.registerCompletionItemProvider(yamlLanguage, {
    triggerCharacters: [' ', '"', '/', '[', '-'],
    provideCompletionItems(model, { lineNumber, column }) {
      const caret = yamlCaret(model.getLinesContent(), lineNumber - 1, column - 1);
      const choices = [...nameChoices(caret, summary()), ...fieldChoices(caret)];
      const range = {
        startLineNumber: lineNumber,
        endLineNumber: lineNumber,
        startColumn: column - caret.typed.length,
        endColumn: column,
      };
      return { suggestions: choices.map((choice, position) => itemOf(monaco, choice, caret, range, position)) };
    },
  });
}

function itemOf(
  { languages: { CompletionItemKind } }: Pick<Monaco, 'languages'>,
  { text, kind, detail, opens }: Choice,
  { position }: YamlCaret,
  range: languages.CompletionItem['range'],
  order: number,
): languages.CompletionItem {
  const kinds = {
    field: CompletionItemKind.Field,
    word: CompletionItemKind.EnumMember,
    name: CompletionItemKind.Reference,
  } as const;
  return {
    label: text,
    kind: kinds[kind],
    insertText: kind !== 'field' || position !== 'key' ? text : opens === true ? `${text}:` : `${text}: `,
    range,
    sortText: String(order).padStart(5, '0'),
    ...(detail === undefined ? {} : { detail }),
  };
}
