import { defineConfig, globalIgnores } from 'eslint/config'
import tseslint from 'typescript-eslint'

/** The numbers would be the same in every process: the program is loaded when the executable is built. */
const forbiddenInTheImage = {
  selector: 'MemberExpression[object.name="Math"][property.name="random"]',
  message: 'Cannot use Math.random in programs on QuickJS (docs/adr/0006-the-program-starts-loaded.md)',
}

/** Ways of starting a program or catching a signal that hang or lose errors under QuickJS; `sys.run` is the only one. */
const forbiddenUnderQuickJs = ['exec', 'popen', 'signal', 'fdopen'].map((property) => ({
  selector: `MemberExpression[object.name=/^(os|std)$/][property.name="${property}"]`,
  message: `Cannot use ${property} in the plugin: delegates run through sys.run only (docs/adr/0002-quickjs-plugin.md)`,
}))

export default defineConfig(
  globalIgnores(['dist/', '.cache/', 'node_modules/', 'coverage/', '**/*.js', '**/*.mjs', '**/*.cjs']),
  tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['web/vite.config.ts'] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-console': 'error',
      eqeqeq: 'error',
    },
  },
  {
    files: [
      ...['cni/**/*.ts', 'journal/**/*.ts', 'pod-networks/**/*.ts'],
      ...['cni-plugin/**/*.ts', 'probe/**/*.ts'],
    ],
    ignores: ['**/*.test.ts', 'cni-plugin/platform/node/**', '*/build/**'],
    rules: {
      'no-restricted-globals': [
        'error',
        'process',
        'Buffer',
        'setTimeout',
        'setInterval',
        'Date',
        'Proxy',
        'eval',
      ],
      'no-restricted-syntax': ['error', forbiddenInTheImage, ...forbiddenUnderQuickJs],
    },
  },
)
