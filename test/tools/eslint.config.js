import globals from 'globals';
import svelte from 'eslint-plugin-svelte';
import ts from 'typescript-eslint';

/**
 * TypeScript's parser, which does not show itself as such when the parser of components tries it on no file: that
 * would have each component parsed twice, first to type its markup, and no rule here asks for types.
 */
const parser = {
  parseForESLint(code, options) {
    const parsed = ts.parser.parseForESLint(code, options);
    return options.filePath === undefined ? { ...parsed, services: {} } : parsed;
  },
};

export default ts.config(
  // All other code is oxlint's (.oxlintrc.json), which has the same rules and takes a twentieth of the time.
  {
    ignores: [
      ...[
        'dist/**',
        'node_modules/**',
        'test-results/**',
        'playwright-report/**',
        '.svelte-check/**',
        'public/**',
      ],
      ...['**/*.{js,mjs,ts}', '!**/*.svelte.ts'],
    ],
  },
  ...ts.configs.recommended,
  ...svelte.configs.recommended,
  {
    languageOptions: { globals: globals.browser },
    rules: {
      // The type check misses a caught error, what is only counted up, and names beside a rest.
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      'no-console': ['error', { allow: ['error'] }],
      'no-eval': 'error',
      'no-new-func': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      // Markup comes from the sanitiser only, and never by this door.
      'svelte/no-at-html-tags': 'error',
      'svelte/require-each-key': 'error',
      // A text literal in braces keeps the space that the formatter would take.
      'svelte/no-useless-mustaches': 'off',
      // The compiler warns of these where the linter does not.
      'svelte/no-unused-svelte-ignore': 'off',
      // Bookkeeping that no screen reads is plain on purpose.
      'svelte/prefer-svelte-reactivity': 'off',
      // Figures are drawn by Plot into a host element of their own.
      'svelte/no-dom-manipulating': 'off',
      // The router's addresses are hashes of this page.
      'svelte/no-navigation-without-resolve': 'off',
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser } },
  },
);
