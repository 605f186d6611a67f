/** What the query box does: typing, taking suggestions, editing and removing chips, and where the focus goes. */
import * as React from 'react';

import type { Suggestion } from '../../schema';
import type { IBoxKeys } from './boxKeys';
import type { IPanelProps } from './contract';
import type { IBox } from './tokens';
import { boxOf, editing, lineOf, offsetOf, OPERATOR, restored, tokensOf, without } from './tokens';
import { useBox } from './useBox';
import type { ISuggestions } from './useSuggestions';
import { useSuggestions } from './useSuggestions';

/** A suggestion that still wants a value, such as "latency<". */
const UNFINISHED = /[:<>=(,]$/;

/** The box and all that its parts call. */
export interface ISearchBox {
  box: IBox;
  input: React.RefObject<HTMLInputElement>;
  /** Holds the chips. */
  line: React.RefObject<HTMLDivElement>;
  suggested: ISuggestions;
  /** Whether suggestions are shown. */
  open: boolean;
  /** What is typed of the word that suggestions are for. */
  typed: string;
  type: (draft: string, cursor: number) => void;
  take: (suggestion: Suggestion) => void;
  clear: () => void;
  /** Nothing is being typed any more: every filter becomes a chip. */
  settle: () => void;
  /** Give up editing a chip. */
  restore: () => void;
  edit: (place: number) => void;
  remove: (place: number) => void;
  /** To a chip by its place in the line, or to the input, which stands behind the chips before it. */
  focusAt: (place: number) => void;
}

/** The behaviour of the box for `props`. */
export function useSearchBox(props: IPanelProps): ISearchBox {
  const { query, answer, onQuery, onSuggest, look, onLook } = props;
  const input = React.useRef<HTMLInputElement>(null);
  const line = React.useRef<HTMLDivElement>(null);
  const caret = React.useRef<[from: number, to: number] | null>(null);
  const cursor = React.useCallback(() => input.current?.selectionStart ?? 0, []);
  const { box, change } = useBox(query, answer, cursor, onQuery);
  const suggested = useSuggestions(onSuggest);
  const { list } = suggested;
  const offset = offsetOf(box);

  React.useEffect(() => {
    if (look.focus === 'box') {
      input.current?.focus();
      onLook({ focus: '' });
    }
  }, [look.focus, onLook]);
  React.useLayoutEffect(() => {
    if (caret.current !== null) {
      input.current?.focus();
      input.current?.setSelectionRange(...caret.current);
      caret.current = null;
    }
  });

  const put = (next: IBox, at = next.draft.length, to = at) => {
    caret.current = [at, to];
    change(next);
  };
  const type = (draft: string, at: number) => {
    const next = { ...box, draft, settled: false };
    change(next);
    if (!props.away && draft.trim() && !/\s$/.test(draft.slice(0, at))) {
      void suggested.ask(lineOf(next), offset + at);
    } else {
      suggested.close();
    }
  };
  const take = (suggestion: Suggestion) => {
    const unfinished = UNFINISHED.test(suggestion.text);
    const text = box.draft.slice(0, Math.max(0, list.start - offset)) + suggestion.text + (unfinished ? '' : ' ');
    const next = { ...box, draft: text + box.draft.slice(list.end - offset).trimStart(), settled: false };
    suggested.close();
    put(next, text.length);
    if (unfinished) {
      void suggested.ask(lineOf(next), offset + text.length);
    }
  };
  const edit = (place: number) => {
    const next = editing(box, place);
    const value = OPERATOR.exec(next.draft)?.[0].length ?? 0;
    put(next, value, next.draft.length);
    void suggested.ask(lineOf(next), offsetOf(next) + value);
  };
  const focusAt = (place: number) => {
    const chips = line.current?.querySelectorAll<HTMLElement>('[data-chip]') ?? [];
    const count = box.before.length;
    const target = place === count ? input.current : chips[place > count ? place - 1 : place];
    (target ?? input.current)?.focus();
  };
  return {
    box,
    input,
    line,
    suggested,
    open: list.suggestions.length > 0,
    typed: box.draft.slice(Math.max(0, list.start - offset), cursor()),
    type,
    take,
    clear: () => put(boxOf('')),
    settle: () => change({ ...box, settled: true }),
    restore: () => put(restored(box)),
    edit,
    remove: place => put(without(box, place)),
    focusAt
  };
}

/** What the keys of the input act on. */
export function keysOf(props: IPanelProps & { onDown: () => void }, control: ISearchBox, all: boolean): IBoxKeys {
  const { box, suggested, open } = control;
  return {
    box,
    all,
    open,
    chosen: suggested.current >= 0,
    clear: control.clear,
    settle: control.settle,
    restore: control.restore,
    focusAt: control.focusAt,
    take: () => control.take(suggested.list.suggestions[Math.max(0, suggested.current)]),
    move: suggested.move,
    close: suggested.close,
    back: props.onBack,
    leave: props.onLeave,
    down: props.onDown
  };
}

/** Whether a key selects the whole query, chips and all. */
export function selectsAll(event: React.KeyboardEvent, box: IBox): boolean {
  return (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'a' && tokensOf(box).length > 0;
}
