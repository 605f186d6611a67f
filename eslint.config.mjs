import jupyter from '@jupyter/eslint-plugin';
import tseslint from 'typescript-eslint';

/** What the files of a floor may not import: the floors above it, by name. */
function below(files, above, packages = []) {
  const patterns = [...above.map(name => `**/${name}`), ...above.map(name => `**/${name}/**`), ...packages];
  return {
    files: [files],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [{ group: patterns, message: 'A file imports from its own floor and from those below.' }] }
      ]
    }
  };
}

export default tseslint.config(
  { ignores: ['src/schema.ts', 'lib', 'jupyter_registry', 'node_modules'] },
  ...tseslint.configs.recommended,
  { plugins: { jupyter } },
  ...jupyter.configs.recommended,
  {
    files: ['src/**/*.{ts,tsx}'],
    rules: {
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', caughtErrors: 'none' }],
      // Command ids are read by people and by other extensions as one group of names.
      '@typescript-eslint/no-namespace': 'off',
      // The files of this project are small and split where it pays; packages are judged.
      'jupyter/prefer-lazy-imports': ['warn', { ignoreImports: ['./**', '../**'] }],
      eqeqeq: 'error',
      'no-restricted-properties': [
        'error',
        { property: 'innerHTML', message: 'Cards are hostile input: build elements, or use safeHtml.' },
        { property: 'dangerouslySetInnerHTML', message: 'Cards are hostile input: build elements.' }
      ]
    }
  },
  {
    files: ['src/safeHtml.ts', 'src/__tests__/**'],
    rules: { 'no-restricted-properties': 'off', 'jupyter/no-untranslated-string': 'off' }
  },
  below('src/state/**', ['hosts', 'plugins', 'commands', 'index']),
  below('src/components/**', ['hosts', 'plugins', 'commands', 'index'], ['@jupyterlab/*', '@lumino/*']),
  below('src/hosts/**', ['plugins', 'commands', 'index']),
  below('src/commands/**', ['plugins', 'index'])
);
