import { execFileSync } from 'node:child_process';

import { describe, expect, it } from 'vitest';

import { comment, literal, quoted, shellQuoted } from '../python';
import type { ISnippetSource } from '../snippets';
import { refOf, snippetFor, snippets } from '../snippets';

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

const FILE = { path: 'model.skops', digest: 'sha256:ab', size: 10, format: 'skops' };

function source(change: Partial<ISnippetSource> = {}): ISnippetSource {
  return { model: 'wine-classifier', number: 3, aliases: [], artifacts: [FILE], ...change };
}

function signature(container: string, example: Record<string, unknown>, names = Object.keys(example)) {
  return {
    container,
    example: [example],
    inputs: names.map(name => ({ name, dtype: 'float64' })),
    outputs: [{ name: 'prediction', dtype: 'int64' }]
  };
}

/** Syntax tree of Python code: what Python reads, nothing is run. */
function parse(code: string): string {
  return execFileSync('python3', ['-c', 'import ast,sys; print(ast.dump(ast.parse(sys.stdin.read())))'], {
    input: code,
    encoding: 'utf-8'
  });
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
      expect(comment(text).split(/[\r\n\u0085\u2028]/)).toHaveLength(1);
    }
  });

  it('gives the words of Python for the values of JSON', () => {
    expect(literal({ a: [true, false, null, 1.5, -0.25, 'x'] })).toBe('{"a": [True, False, None, 1.5, -0.25, "x"]}');
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
    expect(refOf(source({ aliases: ['zeta', 'champion', 'alpha'] }))).toBe('wine-classifier@champion');
    expect(refOf(source({ aliases: ['zeta', 'alpha'] }))).toBe('wine-classifier@alpha');
  });

  it('name the number without an alias or when pinned', () => {
    expect(refOf(source())).toBe('wine-classifier:3');
    expect(refOf(source({ aliases: ['champion'] }), true)).toBe('wine-classifier:3');
  });
});

describe('snippets', () => {
  it('begin with loading and predicting a frame when an example is known', () => {
    const { code, id } = snippets(source({ signature: signature('dataframe', { alcohol: 14.2, ash: null }) }))[0];
    expect(id).toBe('predict');
    expect(code).toBe(
      [
        'import jupyter_registry as registry',
        'import pandas as pd',
        '',
        'model = registry.load("wine-classifier:3")',
        '',
        'rows = pd.DataFrame(',
        '    [',
        '        {"alcohol": 14.2, "ash": None},',
        '    ]',
        ')',
        'model.predict(rows)'
      ].join('\n')
    );
  });

  it('keep the order of the columns that the signature gives', () => {
    const { code } = snippets(source({ signature: signature('dataframe', { b: 1, a: 2 }, ['a', 'b']) }))[0];
    expect(code).toContain('{"a": 2, "b": 1}');
  });

  it('make an array of numbers and a list of texts where the model takes those', () => {
    const array = snippets(source({ signature: signature('ndarray', { X: [1, 2.5] }) }))[0].code;
    expect(array).toContain('import numpy as np');
    expect(array).toContain('[1, 2.5]');
    const list = snippets(source({ signature: signature('list', { text: 'good "wine"' }) }))[0].code;
    expect(list).toContain('rows = ["good \\"wine\\""]');
  });

  it('leave predicting out when the model never predicted its example', () => {
    const unknown = { ...signature('dataframe', { a: 1 }), outputs: [] };
    expect(snippets(source({ signature: unknown })).map(item => item.id)).toEqual(['load', 'shell']);
  });

  it('say what loading a pickle means and which digest to trust, and trust nothing by themselves', () => {
    const pickle = { path: 'model.pkl', digest: `sha256:${'c'.repeat(64)}`, size: 1, format: 'cloudpickle' };
    const { code } = snippetFor(source({ artifacts: [pickle] }), 'load');
    expect(code).toContain(`# trust="${pickle.digest}"`);
    expect(code).toContain('# Loading "model.pkl" (cloudpickle) runs code');
    expect(code).toContain('model = registry.load("wine-classifier:3")');
  });

  it('offer the card alone when there is no file to load', () => {
    const found = snippets(source({ artifacts: [], origin: 'https://example.org/a\nb' }));
    expect(found.map(item => item.id)).toEqual(['card', 'shell']);
    expect(found[0].code).toContain('# It comes from https://example.org/a b\nregistry.card("wine-classifier:3")');
  });

  it('stay the same program for every hostile name', () => {
    const shapes = new Set<string>();
    for (const text of HOSTILE) {
      const bad = { path: text, digest: text, size: 1, format: 'pickle' };
      const code = snippets(
        source({ model: text, artifacts: [bad], signature: signature('dataframe', { [`${text}x`]: text }) })
      )[0].code;
      shapes.add(parse(code).replace(/value=(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")/g, 'value=S'));
    }
    expect(shapes.size).toBe(1);
  });
});
