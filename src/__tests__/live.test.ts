import { Signal } from '@lumino/signaling';
import { afterEach, describe, expect, it, vi } from 'vitest';

import type { IChange } from '../live';
import { changeOf, Live } from '../live';

const EVENT = {
  schema_id: 'urn:jupyter-registry:change:v1',
  verb: 'publish',
  model: 'churn',
  number: 4,
  actor: 'me',
  at: '2026-11-24T02:00:00Z',
  changed: 9
};

function show(state: DocumentVisibilityState): void {
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue(state);
  document.dispatchEvent(new Event('visibilitychange'));
}

describe('live changes', () => {
  const stream = new Signal<object, typeof EVENT>({});
  let live: Live;
  const seen: IChange[] = [];
  const listen = () => {
    seen.length = 0;
    live = new Live(stream);
    live.changed.connect((_, change) => void seen.push(change));
  };

  afterEach(() => {
    live.dispose();
    vi.restoreAllMocks();
  });

  it('pass on a change of the registry and no event of others', () => {
    listen();
    stream.emit(EVENT);
    stream.emit({ ...EVENT, schema_id: 'https://events.jupyter.org/jupyter_server/contents_service/v1' });
    expect(seen).toEqual([{ verb: 'publish', model: 'churn', number: 4, actor: 'me' }]);
  });

  it('tell of progress apart from changes', () => {
    listen();
    let times = 0;
    live.prepared.connect(() => void (times += 1));
    stream.emit({ ...EVENT, verb: 'vectors', model: '' });
    expect(times).toBe(1);
    expect(seen).toEqual([]);
  });

  it('read an event with wrong types as a change of any model', () => {
    listen();
    expect(changeOf({ schema_id: EVENT.schema_id, model: 7, number: 'x' })).toEqual({
      verb: '',
      model: '',
      number: null,
      actor: ''
    });
  });

  it('fire once when the window was hidden and is seen again', () => {
    listen();
    show('visible');
    expect(seen).toEqual([]);
    show('hidden');
    show('visible');
    show('visible');
    expect(seen.map(change => change.verb)).toEqual(['returned']);
  });

  it('are silent after disposal', () => {
    listen();
    live.dispose();
    stream.emit(EVENT);
    show('hidden');
    show('visible');
    expect(seen).toEqual([]);
  });
});
