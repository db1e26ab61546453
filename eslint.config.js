import jsxA11y from 'eslint-plugin-jsx-a11y';
import react from 'eslint-plugin-react';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

/** What each floor may import of the others, and of packages. One table; the rules below are made from it. */
export const floors = {
  model: { floors: [], packages: [] },
  scenario: { floors: ['model'], packages: ['js-yaml'] },
  engine: { floors: ['model'], packages: ['re2js', 'jose', '@marcbachmann/cel-js'] },
  worker: { floors: ['model', 'scenario', 'engine'], packages: ['comlink'] },
  cli: {
    floors: ['model', 'scenario', 'engine', 'worker', 'content'],
    // The sentences are plain functions over the model, and the same for a terminal.
    parts: ['ui/i18n'],
    packages: ['node:.*', 'js-yaml', 'tinybench', 'casbin', '@cedar-policy/cedar-wasm', 'find-my-way', 'hono'],
  },
  store: { floors: ['model', 'scenario', 'worker'], packages: ['zustand', 'zundo'] },
  ui: {
    floors: ['model', 'store', 'content'],
    packages: [
      'react',
      'react-dom',
      'diff',
      '@xyflow/react',
      'monaco-editor',
      'lucide-react',
      '@fontsource-variable/inter',
      'virtual:pwa-register',
      'react-error-boundary',
      '@dagrejs/dagre',
      'd3-selection',
      'd3-interpolate',
      'zustand',
    ],
  },
  content: { floors: ['model'], packages: [] },
};

const all = Object.keys(floors);

export function floorRules([floor, allowed]) {
  const forbidden = all.filter((other) => other !== floor && !allowed.floors.includes(other));
  const parts = (allowed.parts ?? []).map((part) => `(?!${part}/)`).join('');
  const packages = allowed.packages.map((name) => `${name.replaceAll('/', '\\/')}(\\/|$)`).join('|');
  return {
    files: [`src/${floor}/**/*.{ts,tsx}`],
    ignores: ['**/*.test.{ts,tsx}', '**/*.fixture.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            // `regex`, not `group`: group patterns are gitignore syntax, where a leading # is a comment.
            ...(forbidden.length === 0
              ? []
              : [
                  {
                    regex: `^#${parts}(${forbidden.join('|')})\\/`,
                    message: `${floor} may import only ${allowed.floors.join(', ') || 'itself'}: move the shared type to model, or turn the dependency round.`,
                  },
                ]),
            {
              regex: `^(\\.\\.\\/)+(${all.join('|')})\\/`,
              message: 'Say the floor: import from #floor/… instead of climbing out of one.',
            },
            { regex: '^\\.\\./\\.\\./\\.\\./', message: 'Say the floor: #floor/… instead of climbing.' },
            {
              regex: packages === '' ? '^[^.#]' : `^(?![.#])(?!(?:${packages}))`,
              message: `${floor} may use only these packages: ${allowed.packages.join(', ') || 'none'}.`,
            },
          ],
        },
      ],
    },
  };
}

const pure = 'This floor is pure: take it as an argument instead.';

export default tseslint.config(
  { ignores: ['dist/**', 'node_modules/**', 'test-results/**', 'eslint.config.js', '.dependency-cruiser.cjs'] },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-empty-object-type': 'error',
      // There are no classes here, so no method needs its `this`.
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/no-invalid-void-type': 'off',
      'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true } }],
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 80, skipBlankLines: true, skipComments: true }],
      eqeqeq: 'error',
    },
  },
  ...Object.entries(floors).map(floorRules),
  {
    files: ['src/{model,engine}/**/*.ts', 'src/scenario/**/*.ts'],
    ignores: ['**/*.test.ts', 'src/scenario/share/**'],
    rules: {
      'no-restricted-globals': [
        'error',
        ...[
          'performance',
          'crypto',
          'setTimeout',
          'setInterval',
          'fetch',
          'console',
          'localStorage',
          'indexedDB',
          'document',
          'window',
        ].map((name) => ({ name, message: pure })),
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'Use the seeded Random that the request fixes.' },
        { object: 'Date', property: 'now', message: pure },
      ],
      'no-restricted-syntax': [
        'error',
        {
          selector: 'NewExpression[callee.name="RegExp"]',
          message: 'User text never becomes a RegExp: re2js in the engine, a literal elsewhere.',
        },
        { selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message: pure },
      ],
    },
  },
  {
    files: ['src/**/*.{ts,tsx}'],
    ignores: ['src/engine/**', 'src/scenario/**', 'src/model/**'],
    rules: {
      'no-restricted-syntax': [
        'error',
        { selector: 'NewExpression[callee.name="RegExp"]', message: 'User text never becomes a RegExp.' },
        {
          selector: 'AssignmentExpression[left.property.name=/^(inner|outer)HTML$/]',
          message: 'Text becomes text: textContent or React.',
        },
        {
          selector: 'JSXAttribute[name.name="dangerouslySetInnerHTML"]',
          message: 'Text becomes text: let React escape it.',
        },
      ],
    },
  },
  {
    files: ['src/ui/**/*.{ts,tsx}', 'src/main.tsx'],
    plugins: { react, 'react-hooks': reactHooks, 'jsx-a11y': jsxA11y },
    settings: { react: { version: '19' } },
    rules: {
      ...reactHooks.configs.recommended.rules,
      ...jsxA11y.flatConfigs.strict.rules,
      'react/jsx-no-literals': ['error', { noStrings: false, ignoreProps: true }],
      'react/jsx-key': 'error',
      'react/no-danger': 'error',
    },
  },
  {
    files: ['**/*.test.{ts,tsx}', 'e2e/**/*.ts', 'src/**/bench/**'],
    rules: { 'max-lines': 'off', 'max-lines-per-function': 'off', 'react-hooks/rules-of-hooks': 'off' },
  },
  { files: ['vite.config.ts', 'e2e/playwright.config.ts', '**/*.d.ts'], rules: { 'no-restricted-exports': 'off' } },
);
