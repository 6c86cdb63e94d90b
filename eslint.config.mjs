// ESLint's rules: strict types, Lit and accessibility rules, and what a strict content security policy forbids.
import js from '@eslint/js';
import { configs as lit } from 'eslint-plugin-lit';
import litA11y from 'eslint-plugin-lit-a11y';
import { configs as wc } from 'eslint-plugin-wc';
import globals from 'globals';
import ts from 'typescript-eslint';

const PAGE = [
  'window',
  'document',
  'navigator',
  'location',
  'localStorage',
  'sessionStorage',
  'indexedDB',
  'fetch',
  'WebSocket',
];

const unsafeImports = ['unsafe-html', 'unsafe-svg', 'unsafe-mathml', 'style-map'].map(name => ({
  name: `lit/directives/${name}.js`,
  message: 'It breaks under a strict content security policy, or lets text become markup.',
}));

const unsafeProperties = [
  'innerHTML',
  'outerHTML',
  'insertAdjacentHTML',
  'setHTMLUnsafe',
  'write',
  'writeln',
  'createContextualFragment',
];

const template = (pattern, message) => ({
  selector: `TaggedTemplateExpression[tag.name=/^(html|svg)$/] TemplateElement[value.raw=${pattern}]`,
  message,
});

const restrictedSyntax = [
  template(
    '/\\sstyle\\s*=/',
    'style="" is blocked by a strict CSP: use a class, or style.setProperty() after the update.',
  ),
  template('/<style/', '<style> is blocked by a strict CSP: use static styles.'),
  template('/\\son[a-z]+\\s*=/', 'Inline handlers are blocked by a strict CSP: use @event.'),
  { selector: 'TSEnumDeclaration', message: 'Use a table (a constant object) instead of an enum.' },
  { selector: 'ExportDefaultDeclaration', message: 'Use named exports.' },
  { selector: 'PropertyDefinition[accessibility="private"][decorators.length=0]', message: 'Use #name.' },
  { selector: 'MethodDefinition[accessibility="private"][decorators.length=0]', message: 'Use #name.' },
];

/**
 * Types that depend on each other in a circle (a field made from `this`) are found when files are checked from top to bottom, as the
 * compiler does, and lost as `any` when rules ask for them out of turn. So each file is checked before the rules look at it.
 */
const checkedFirst = {
  create({ sourceCode, filename }) {
    const { program } = sourceCode.parserServices;
    const file = program?.getSourceFile(filename);
    if (file) program.getSemanticDiagnostics(file);
    return {};
  },
};

export default ts.config(
  { ignores: ['dist', 'coverage', 'node_modules', '.cache', '.im-data', 'screenshots'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  {
    rules: {
      'no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'max-lines': ['error', 300],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-eval': 'error',
      'no-new-func': 'error',
    },
  },

  {
    files: ['**/*.ts'],
    plugins: { types: { rules: { 'checked-first': checkedFirst } } },
    extends: [ts.configs.strictTypeChecked],
    languageOptions: {
      globals: globals['shared-node-browser'],
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      'types/checked-first': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-invalid-void-type': 'off',
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      '@typescript-eslint/no-unnecessary-type-assertion': 'off',
      '@typescript-eslint/no-unnecessary-type-conversion': 'off',
      '@typescript-eslint/no-meaningless-void-operator': 'off',
      '@typescript-eslint/no-misused-spread': 'off',
      '@typescript-eslint/no-dynamic-delete': 'off',
      '@typescript-eslint/no-misused-promises': [
        'error',
        { checksVoidReturn: { arguments: false, properties: false } },
      ],
      '@typescript-eslint/require-await': 'off', // async makes a throw a rejection
      // Types say what the wire should bring, and the code must outlive what it does bring.
      '@typescript-eslint/no-unnecessary-condition': 'off',
      '@typescript-eslint/no-useless-default-assignment': 'off',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
    },
  },
  {
    files: ['src/**/*.ts'],
    extends: [lit['flat/recommended'], wc['flat/recommended'], wc['flat/best-practice'], litA11y.configs.recommended],
    rules: {
      '@typescript-eslint/unbound-method': 'off', // Lit calls listeners with their element
      'lit-a11y/no-redundant-role': 'off', // Safari forgets that a list without bullets is one
      'lit/lifecycle-super': 'error',
      'lit/no-classfield-shadowing': 'error',
      'lit/no-legacy-imports': 'error',
      'lit/no-this-assign-in-render': 'error',
      'lit/no-useless-template-literals': 'error',
      'lit/prefer-nothing': 'error',
      'no-console': ['error', { allow: ['warn', 'error'] }],
      'no-restricted-imports': [
        'error',
        { paths: unsafeImports, patterns: [{ group: ['lit/static-html.js'], message: 'Templates are constant.' }] },
      ],
      'no-restricted-properties': [
        'error',
        ...unsafeProperties.map(property => ({ property, message: 'Text must never become markup.' })),
      ],
      'no-restricted-syntax': ['error', ...restrictedSyntax],
    },
  },
  {
    // What package.json's `sideEffects` does not list is dropped by bundlers unless its exports are used.
    files: ['src/{core,elements,locales,protocol,transport,ui}/**/*.ts', 'src/{client,loopback,server}.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        ...restrictedSyntax,
        {
          selector: 'Program > ExpressionStatement',
          message: 'Importing a module must do nothing: call it from a function.',
        },
      ],
    },
  },
  {
    // Streams and sockets have a write() of their own.
    files: ['src/{core,protocol,server,transport}/**/*.ts', 'src/{client,loopback,server}.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        ...unsafeProperties.slice(0, 4).map(property => ({ property, message: 'Text must never become markup.' })),
      ],
    },
  },
  {
    files: ['src/protocol/**/*.ts', 'src/core/**/*.ts', 'src/server/**/*.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        ...PAGE.map(name => ({ name, message: 'This layer runs in Node and in pages alike: have it given.' })),
      ],
    },
  },
  { files: ['src/server/{cli,node,runtime}*.ts', 'src/server/cli/**/*.ts'], rules: { 'no-console': 'off' } },
  {
    // Tests hold half-typed answers of servers in their hands, and describe() gives promises that nobody awaits.
    files: ['test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-explicit-any': 'off',
      '@typescript-eslint/no-floating-promises': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-unused-expressions': 'off',
      '@typescript-eslint/no-base-to-string': 'off',
      '@typescript-eslint/no-misused-promises': 'off',
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/unbound-method': 'off',
      'max-lines': ['error', 400],
    },
  },
  { files: ['**/*.mjs', '**/*.cjs'], languageOptions: { globals: globals.node } },
  {
    files: ['demo/**/*.{js,mjs,ts}', 'test/**/*.{js,mjs}', 'scripts/screenshots.mjs'],
    languageOptions: { globals: { ...globals.browser, ...globals.node } },
  },
);
