import type { Monaco } from './loadMonaco.ts';
import { firstLineState, tokenizeYamlLine, type YamlLineState } from '../yamlTokens.ts';

export const yamlLanguage = 'yaml';

/** Monaco's wrapping of the state that one line leaves to the next. */
interface State {
  readonly line: YamlLineState;
  clone(): State;
  equals(other: unknown): boolean;
}

function stateOf(line: YamlLineState): State {
  return {
    line,
    clone: () => stateOf(line),
    equals: (other) => (other as State).line.blockParent === line.blockParent,
  };
}

/** YAML with the colours of the light view, so that nothing changes its look when the editor takes over. */
export function registerYaml({ languages }: Pick<Monaco, 'languages'>): void {
  languages.register({ id: yamlLanguage });
  languages.setLanguageConfiguration(yamlLanguage, {
    comments: { lineComment: '#' },
    brackets: [
      ['{', '}'],
      ['[', ']'],
    ],
    autoClosingPairs: [
      { open: '{', close: '}' },
      { open: '[', close: ']' },
      { open: '"', close: '"', notIn: ['string', 'comment'] },
      { open: "'", close: "'", notIn: ['string', 'comment'] },
    ],
    onEnterRules: [{ beforeText: /:\s*$/, action: { indentAction: languages.IndentAction.Indent } }],
    // Names, addresses and label keys are one word each.
    wordPattern: /[\w./$-]+/,
  });
  languages.setTokensProvider(yamlLanguage, {
    getInitialState: () => stateOf(firstLineState),
    tokenize(line, state) {
      const { tokens, next } = tokenizeYamlLine(line, (state as State).line);
      let startIndex = 0;
      const placed = tokens.map(({ kind, text }) => {
        const token = { startIndex, scopes: kind === 'plain' ? '' : kind };
        startIndex += text.length;
        return token;
      });
      return { tokens: placed, endState: stateOf(next) };
    },
  });
}
