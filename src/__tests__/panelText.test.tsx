import { describe, expect, it } from 'vitest';

import { absorbed, boxOf, editing, lineOf, offsetOf, restored, without } from '../components/panel/tokens';
import { piecesOf, withoutTerm, withPart, withRange, withValues } from '../queryText';
import { importedLibraries, notebookQueries } from '../notebookQueries';
import { tellingPackages } from '../kernelPackages';
import { partIn } from '../plugins/links';
import { linkTo } from '../plugins/panelLink';
import { PLAIN_TRANS } from '../components/card/contract';
import type { Page } from '../schema';
import { termOf } from './panelFixture';

const LINE = 'edge task:detection params<50M';
const TERMS = [termOf('edge', 0), termOf('task:detection', 5, 'task'), termOf('params<50M', 20, 'params')];

function reading(terms: Page['terms'], problems: Page['problems'] = [], understood: Page['understood'] = []) {
  return { terms, problems, understood };
}

describe('changing a query line', () => {
  it('takes a term out, or puts another text in its place, with single spaces', () => {
    expect(withoutTerm(LINE, TERMS[1])).toBe('edge params<50M');
    expect(withPart(LINE, TERMS[0], '"edge"')).toBe('"edge" task:detection params<50M');
  });

  it('replaces the values of a field, quoted where they need it', () => {
    expect(withValues(LINE, TERMS, 'task', ['detection', 'image generation'])).toBe(
      'edge params<50M task:detection,"image generation"'
    );
    expect(withValues(LINE, TERMS, 'task', [])).toBe('edge params<50M');
  });

  it('keeps what is excluded when values are chosen', () => {
    const terms = [termOf('-license:mit', 0, 'license', true)];
    expect(withValues('-license:mit', terms, 'license', ['isc'])).toBe('-license:mit license:isc');
  });

  it('writes one bound, two bounds and none', () => {
    expect(withRange(LINE, TERMS, 'params', ['', '20M'])).toBe('edge task:detection params<=20M');
    expect(withRange(LINE, TERMS, 'params', ['1M', '20M'])).toBe('edge task:detection params:1M..20M');
    expect(withRange(LINE, TERMS, 'params', [' ', ''])).toBe('edge task:detection');
    expect(withRange('', [], 'map', ['40', ''], 'map@coco')).toBe('map@coco>=40');
  });
});

describe('pieces of a query line', () => {
  it('are its filters and what was ignored, not its words', () => {
    const problem = { start: 31, end: 39, message: 'No field', fix: '' };
    expect(piecesOf(`${LINE} parms<5M`, reading(TERMS, [problem]))).toEqual([
      { start: 5, end: 19, kind: 'filter' },
      { start: 20, end: 30, kind: 'filter' },
      { start: 31, end: 39, kind: 'bad' }
    ]);
  });

  it('hold brackets together, with the minus before them', () => {
    const line = '-(task:a OR "x ) y" OR tag:b) z';
    const terms = [termOf('task:a', 2, 'task'), termOf('tag:b', 23, 'tag'), termOf('z', 30)];
    expect(piecesOf(line, reading(terms))).toEqual([{ start: 0, end: 29, kind: 'filter' }]);
  });

  it('are not made of remarks on words that were searched for', () => {
    const remark = { start: 0, end: 4, message: 'Hardly any model has this word', fix: 'wedge' };
    expect(piecesOf('edge', reading([termOf('edge', 0)], [remark]))).toEqual([]);
  });
});

describe('the query box', () => {
  const pieces = piecesOf(LINE, reading(TERMS));

  it('makes chips of the filters that the cursor has left behind', () => {
    const box = absorbed({ ...boxOf(LINE), settled: false }, pieces, 20);
    expect(box.before.map(token => token.text)).toEqual(['task:detection']);
    expect(box.draft).toBe('edge params<50M');
  });

  it('makes chips of all filters when nothing is being typed, and stands for the same terms', () => {
    const box = absorbed(boxOf(LINE), pieces, 0);
    expect(box.before.map(token => token.text)).toEqual(['task:detection', 'params<50M']);
    expect(box.draft).toBe('edge ');
    expect(lineOf(box).split(/\s+/).filter(Boolean).sort()).toEqual(LINE.split(' ').sort());
    expect(offsetOf(box)).toBe('task:detection params<50M '.length);
  });

  it('edits a chip in its place while other text waits behind it, and gives it back on request', () => {
    const box = absorbed(boxOf(LINE), pieces, 0);
    const edited = editing(box, 0);
    expect(lineOf(edited)).toBe('task:detection params<50M edge');
    expect(edited.draft).toBe('task:detection');
    const changed = { ...edited, draft: 'task:pose' };
    const line = lineOf(restored(changed));
    expect(line).toBe('task:detection params<50M edge');
    const terms = [termOf('task:detection', 0, 'task'), termOf('params<50M', 15, 'params'), termOf('edge', 26)];
    const back = absorbed(restored(changed), piecesOf(line, reading(terms)), 0);
    expect(back.before.map(token => token.text)).toEqual(['task:detection', 'params<50M']);
    expect(back.draft).toBe('edge');
    expect(back.edited).toBe('');
  });

  it('gives up a chip and keeps the rest', () => {
    const box = absorbed(boxOf(LINE), pieces, 0);
    expect(lineOf(without(box, 0)).trim()).toBe('params<50M edge');
  });
});

describe('words that were understood', () => {
  const line = 'tiny classifier of flowers';
  const read = {
    text: 'classifier',
    start: 5,
    end: 15,
    filter: 'task:classification',
    literal: '"classifier"',
    label: 'Task: classification'
  };
  const words = reading([termOf('tiny', 0)], [], [read]);
  const box = absorbed(boxOf(line), piecesOf(line, words), 0);

  it('become a chip in their place, so that the line keeps its meaning', () => {
    expect(box.before.map(({ text, kind }) => [text, kind])).toEqual([
      ['tiny', 'text'],
      ['classifier', 'understood']
    ]);
    expect(box.draft).toBe('of flowers');
    expect(lineOf(box)).toBe(line);
  });

  it('wait in the input until the cursor has left them behind', () => {
    const typing = { ...boxOf(line), settled: false };
    expect(absorbed(typing, piecesOf(line, words), 15).before).toEqual([]);
    expect(absorbed(typing, piecesOf(line, words), 16).before).toHaveLength(2);
  });

  it('are edited as the filter they were read as, and given back as typed', () => {
    const edited = editing(box, 1);
    expect(edited.draft).toBe('task:classification');
    expect(lineOf(restored(edited))).toBe(line);
  });

  it('stay as words when their chip is removed', () => {
    expect(lineOf(without(box, 1))).toBe('tiny "classifier" of flowers');
  });

  it('go back to the input when they are read differently with what follows', () => {
    const more = 'tiny classifier chains';
    const longer = { ...read, text: 'classifier chains', end: 22 };
    const typing = { ...box, draft: 'chains', settled: false };
    const changed = absorbed(typing, piecesOf(more, reading([], [], [longer])), 6);
    expect([lineOf(changed), changed.before]).toEqual([more, []]);
    const unread = absorbed(typing, piecesOf(more, reading([termOf('tiny', 0)])), 6);
    expect([unread.draft, unread.before]).toEqual([more, []]);
  });

  it('do not count within brackets that are a chip of their own', () => {
    const group = '(task:a OR classifier)';
    const inside = { ...read, start: 11, end: 21 };
    const pieces = piecesOf(group, reading([termOf('task:a', 1, 'task')], [], [inside]));
    expect(pieces).toEqual([{ start: 0, end: 22, kind: 'filter' }]);
  });
});

describe('what is known of the notebook', () => {
  it('is which libraries it imports, in order and once', () => {
    const cells = ['import os\nfrom sklearn.svm import SVC', 'import torch.nn as nn\nimport sklearn', '# import jax'];
    expect(importedLibraries(cells)).toEqual(['sklearn', 'torch']);
    expect(notebookQueries('a.ipynb', cells, PLAIN_TRANS).map(query => query.q)).toEqual([
      'notebook:"a.ipynb"',
      'framework:scikit-learn',
      'framework:pytorch'
    ]);
    expect(notebookQueries('', cells, PLAIN_TRANS)).toEqual([]);
  });

  it('is which telling packages its kernel has, by their proper names', () => {
    const packages = { scikit_learn: '1.7.2', Torch: '2.9.0', requests: '2.0' };
    expect(tellingPackages({ language: 'python', packages })).toEqual(['scikit-learn==1.7.2', 'torch==2.9.0']);
    expect(tellingPackages(null)).toEqual([]);
  });
});

describe('a link to a search', () => {
  it('holds the query, and gives it back', () => {
    const link = new URL(linkTo('task:detection "small objects"'));
    expect(partIn(link.search, 'registry-search')).toBe('task:detection "small objects"');
    expect(partIn('?reset', 'registry-search')).toBe('');
  });
});
