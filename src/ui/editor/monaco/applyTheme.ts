import type { Monaco } from './loadMonaco.ts';

/** Makes Monaco's theme of the page's own colours, so both follow one list. */
export function applyTheme({ editor }: Pick<Monaco, 'editor'>): void {
  const root = getComputedStyle(document.documentElement);
  const colour = (token: string): string => longHex(root.getPropertyValue(token).trim());
  const dark = document.documentElement.dataset['theme'] === 'dark';
  const rule = (token: string, name: string) => ({ token, foreground: colour(name).slice(1) });
  editor.defineTheme('playground', {
    base: dark ? 'vs-dark' : 'vs',
    inherit: true,
    rules: [
      rule('', '--code'),
      rule('key', '--code-key'),
      rule('string', '--code-string'),
      rule('number', '--code-number'),
      rule('comment', '--code-comment'),
      rule('mark', '--ink3'),
    ],
    colors: {
      'editor.background': colour('--panel'),
      'editor.foreground': colour('--code'),
      'editorLineNumber.foreground': colour('--ink3'),
      'editorLineNumber.activeForeground': colour('--ink'),
      'editorCursor.foreground': colour('--accent'),
      'editor.selectionBackground': `${colour('--accent')}40`,
      'editor.inactiveSelectionBackground': `${colour('--accent')}26`,
      'editorWidget.background': colour('--raised'),
      'editorWidget.border': colour('--line2'),
      'editorSuggestWidget.background': colour('--raised'),
      'editorSuggestWidget.border': colour('--line2'),
      'editorSuggestWidget.selectedBackground': colour('--sel'),
      'editorSuggestWidget.selectedForeground': colour('--ink'),
      'editorSuggestWidget.highlightForeground': colour('--accent'),
      'editorSuggestWidget.focusHighlightForeground': colour('--accent'),
      'editorHoverWidget.background': colour('--raised'),
      'editorHoverWidget.border': colour('--line2'),
      'editorError.foreground': colour('--deny'),
      'editorWarning.foreground': colour('--plain'),
      'editorInfo.foreground': colour('--mtls'),
      // Brackets are no more than what they hold; the colours of pairs mean nothing here.
      ...Object.fromEntries(
        [1, 2, 3, 4, 5, 6].map((depth) => [`editorBracketHighlight.foreground${String(depth)}`, colour('--code')]),
      ),
      'scrollbarSlider.background': `${colour('--control')}55`,
      'scrollbarSlider.hoverBackground': `${colour('--control')}88`,
      'scrollbarSlider.activeBackground': `${colour('--control')}aa`,
      'input.background': colour('--panel'),
      'input.border': colour('--line2'),
      focusBorder: colour('--accent'),
    },
  });
  editor.setTheme('playground');
}

/** Monaco's rules know six digits only. */
function longHex(colour: string): string {
  return /^#[\da-f]{3}$/i.test(colour) ? colour.replace(/[\da-f]/gi, '$&$&') : colour;
}
