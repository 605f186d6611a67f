import { execFileSync } from 'node:child_process';

import { describe, expect, it } from 'vitest';

import { installCells } from '../components/card/fit';
import { quoted, shellQuoted } from '../python';
import type { INamed } from '../snippets';
import { refOf, snippetFor } from '../snippets';
import { someCard } from './cardFixture';

const HOSTILE = [
  '"); import os; os.system("x")  #',
  "'; rm -rf / #",
  'a\nimport os',
  'a\r\nimport os',
  '\\',
  '"""',
  '{__import__("os")}',
  '$HOME `id`',
  'right\u202eleft\u2066',
  'line\u2028break\u0085',
  'nul\u0000',
  'snow ☃ 🎉',
  '%pip install x',
  ''
];

function named(change: Partial<INamed> = {}): INamed {
  return { model: 'wine-classifier', number: 3, aliases: [], ...change };
}

describe('text in code', () => {
  it('comes back from Python as it was, whatever it holds', () => {
    const code = `import json\nprint(json.dumps([${HOSTILE.map(quoted).join(', ')}]))`;
    const printed = execFileSync('python3', ['-c', code], { encoding: 'utf-8' });
    expect(JSON.parse(printed)).toEqual(HOSTILE);
  });

  it('has no character in it that breaks a line or turns text around', () => {
    for (const text of HOSTILE) {
      expect(quoted(text)).not.toMatch(/[\u0000-\u001f\u0085\u2028\u2029\u202a-\u202e\u2066-\u2069]/);
    }
  });

  it('is one argument for a shell', () => {
    for (const text of HOSTILE.filter(item => !/[\u0000-\u001f\u0085\u2028\u202e]/.test(item))) {
      const read = execFileSync(
        'python3',
        ['-c', 'import shlex,sys,json; print(json.dumps(shlex.split(sys.stdin.read())))'],
        {
          input: shellQuoted(text),
          encoding: 'utf-8'
        }
      );
      expect(JSON.parse(read)).toEqual([text]);
    }
  });
});

describe('refs in code', () => {
  it('name an alias that points at the version, champion first', () => {
    expect(refOf(named({ aliases: ['zeta', 'champion', 'alpha'] }))).toBe('wine-classifier@champion');
    expect(refOf(named({ aliases: ['zeta', 'alpha'] }))).toBe('wine-classifier@alpha');
  });

  it('name the number without an alias', () => {
    expect(refOf(named())).toBe('wine-classifier:3');
  });
});

describe('snippets', () => {
  const card = {
    ...someCard(),
    snippets: [
      { id: 'load', label: 'Load', code: 'load @champion' },
      { id: 'newer', label: 'A newer way', code: 'newer', needs: ['fastapi'] }
    ],
    pinned: [{ id: 'load', label: 'Load', code: 'load :2' }]
  };

  it('are those of the card, by alias or pinned', () => {
    expect(snippetFor(card, 'load').code).toBe('load @champion');
    expect(snippetFor(card, 'load', { pinned: true }).code).toBe('load :2');
    expect(snippetFor(card, 'of no such id').code).toBe('load @champion');
  });

  it('keep the label and the packages of a way that this front end does not know', () => {
    expect(snippetFor(card, 'newer')).toEqual({ id: 'newer', label: 'A newer way', code: 'newer', needs: ['fastapi'] });
  });

  it('are preceded by one cell that installs what the version and the way need', () => {
    const environment = { packages: [{ name: 'numpy', version: '2.0' }], requires: ['numpy'] };
    const kernel = { name: 'a.ipynb', language: 'python', python: '3.11', packages: { Feast: '1' } };
    expect(installCells(environment, ['feast', 'fastapi'], kernel)).toEqual(['%pip install "numpy==2.0" fastapi']);
    expect(installCells(environment, [], { ...kernel, packages: { numpy: '2.1' } })).toEqual([]);
    expect(installCells(environment, ['fastapi'], null)).toEqual([]);
  });
});
