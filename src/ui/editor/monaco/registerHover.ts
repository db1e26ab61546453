import type { IDisposable } from 'monaco-editor/editor';
import type { PanelTexts } from '#ui/i18n/en/panels.ts';
import type { FieldTexts } from '#ui/i18n/fieldTexts.ts';
import { fieldHover, type FieldHover } from '../fieldHover.ts';
import type { Monaco } from './loadMonaco.ts';
import { yamlLanguage } from './registerYaml.ts';

export interface HoverTexts {
  readonly words: PanelTexts['source']['hover'];
  readonly fields: FieldTexts;
}

/** Says what a field is for when the pointer rests on its key. */
export function registerHover(monaco: Pick<Monaco, 'languages'>, texts: () => Promise<HoverTexts>): IDisposable {
  return monaco.languages.registerHoverProvider(yamlLanguage, {
    async provideHover(model, { lineNumber, column }) {
      const { words, fields } = await texts();
      const found = fieldHover(model.getLinesContent(), lineNumber - 1, column - 1, fields);
      if (found === undefined) return null;
      return {
        range: {
          startLineNumber: lineNumber,
          endLineNumber: lineNumber,
          startColumn: found.start + 1,
          endColumn: found.end + 1,
        },
        contents: markdownOf(found, words).map((value) => ({ value })),
      };
    },
  });
}

function markdownOf(found: FieldHover, texts: HoverTexts['words']): readonly string[] {
  const facts = [
    found.type,
    ...(found.required ? [texts.required] : []),
    ...(found.default === undefined ? [] : [texts.default(found.default)]),
  ];
  return [
    `\`${found.field}\` · ${facts.join(' · ')}`,
    ...(found.text === undefined ? [] : [found.text]),
    ...(found.words.length === 0 ? [] : [texts.oneOf(found.words.map((word) => `\`${word}\``))]),
  ];
}
