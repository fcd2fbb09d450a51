import { readdirSync } from 'node:fs';
import js from '@eslint/js';
import reactHooks from 'eslint-plugin-react-hooks';
import globals from 'globals';
import tseslint from 'typescript-eslint';

const features = readdirSync('src/features', { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

const NO_CLIMBING = { regex: '^\\.\\./\\.\\./', message: 'Write the path from the root: @/…' };
const NO_APPS = { regex: '^@/(desk|field)/', message: 'The apps compose features; nothing imports an app.' };
const NO_FEATURES = { regex: '^@/features/', message: 'lib and components know no feature: take what you need as a parameter.' };
const NO_DESK_KIT = {
  regex: '^(antd|@ant-design/.*|echarts.*|@/components/desk/.*|@/features/[^/]+/desk/.*)$',
  message: 'The phone app carries no desk kit: its first load stays under 200 kB.',
};
const NO_FIELD_KIT = {
  regex: '^(radix-ui|@/components/field/.*|@/features/[^/]+/field/.*)$',
  message: 'The desk uses antd and its own components.',
};

const walls = (files, patterns) => ({
  files,
  rules: { 'no-restricted-imports': ['error', { patterns }] },
});

export default tseslint.config(
  { ignores: ['dist', 'test-results', 'src/api/schema.d.ts'] },
  js.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked, reactHooks.configs.flat.recommended],
    languageOptions: {
      parserOptions: {
        project: ['tsconfig.desk.json', 'tsconfig.field.json', 'tsconfig.worker.json', 'tsconfig.node.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      eqeqeq: 'error',
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
      'no-console': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreVoidOperator: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // The router's redirects and not-founds are thrown by its own functions.
      '@typescript-eslint/only-throw-error': ['error', { allowRethrowing: true }],
    },
  },
  {
    // Words live in i18n: no text between tags, none in the attributes people read or hear, no Chinese anywhere.
    files: ['src/**/*.tsx'],
    ignores: ['src/**/*.test.tsx'],
    rules: {
      'no-restricted-syntax': [
        'error',
        { selector: 'JSXText[value=/[A-Za-z\\u4e00-\\u9fff]{2,}/]:not(JSXElement[openingElement.name.name="kbd"] > JSXText)', message: 'Put the text into src/i18n.' },
        {
          selector: 'JSXAttribute[name.name=/^(title|label|lead|detail|placeholder|alt|aria-label|description)$/] > Literal[value=/[A-Za-z\\u4e00-\\u9fff]/]',
          message: 'Put the text into src/i18n.',
        },
        { selector: 'Literal[value=/[\\u4e00-\\u9fff]/]', message: 'Put the text into src/i18n.' },
        { selector: 'TemplateElement[value.raw=/[\\u4e00-\\u9fff]/]', message: 'Put the text into src/i18n.' },
      ],
    },
  },
  walls(['src/lib/**', 'src/i18n/**'], [NO_CLIMBING, NO_APPS, NO_FEATURES, { regex: '^(antd|@ant-design/.*|radix-ui|echarts.*|@/components/.*)$', message: 'lib draws nothing.' }]),
  walls(['src/components/plain/**'], [NO_CLIMBING, NO_APPS, NO_FEATURES, NO_DESK_KIT, NO_FIELD_KIT]),
  walls(['src/components/desk/**'], [NO_CLIMBING, NO_APPS, NO_FEATURES, NO_FIELD_KIT]),
  walls(['src/components/field/**'], [NO_CLIMBING, NO_APPS, NO_FEATURES, NO_DESK_KIT]),
  ...features.flatMap((name) => {
    const others = { regex: `^@/features/(?!${name}/)`, message: 'A feature never imports another; the app composes them.' };
    return [
      walls([`src/features/${name}/**`], [NO_CLIMBING, NO_APPS, others]),
      walls([`src/features/${name}/*.{ts,tsx}`], [NO_CLIMBING, NO_APPS, others, NO_DESK_KIT, NO_FIELD_KIT]),
      walls([`src/features/${name}/desk/**`], [NO_CLIMBING, NO_APPS, others, NO_FIELD_KIT]),
      walls([`src/features/${name}/field/**`], [NO_CLIMBING, NO_APPS, others, NO_DESK_KIT]),
    ];
  }),
  walls(['src/desk/**'], [NO_CLIMBING, NO_FIELD_KIT, { regex: '^@/field/', message: 'Two apps, two houses.' }]),
  walls(['src/field/**'], [NO_CLIMBING, NO_DESK_KIT, { regex: '^@/desk/', message: 'Two apps, two houses.' }]),
  { files: ['**/*.{js,mjs}'], languageOptions: { globals: globals.node }, rules: { 'no-console': 'off' } },
);
