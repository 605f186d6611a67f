/** What is suggested at the cursor: asked for while typing, the newest answer only. */
import * as React from 'react';

import type { SuggestionList } from '../../schema';

const NONE: SuggestionList = { suggestions: [], start: 0, end: 0 };

/** The rows that are open, which of them is current (-1: none), and how to move and close. */
export interface ISuggestions {
  list: SuggestionList;
  current: number;
  ask: (line: string, cursor: number) => Promise<void>;
  move: (step: number) => void;
  close: () => void;
}

/** Suggestions from `source`; an answer that came too late, or after closing, is dropped. */
export function useSuggestions(source: (q: string, cursor: number) => Promise<SuggestionList>): ISuggestions {
  const [list, setList] = React.useState(NONE);
  const [current, setCurrent] = React.useState(-1);
  const round = React.useRef(0);
  const running = React.useRef(false);
  const due = React.useRef<[line: string, cursor: number] | null>(null);
  const close = React.useCallback(() => {
    round.current += 1;
    due.current = null;
    setList(NONE);
    setCurrent(-1);
  }, []);
  const ask = React.useCallback(
    async (line: string, cursor: number) => {
      round.current += 1;
      due.current = [line, cursor];
      // One question at a time: the newest waits for the answer to the one before.
      while (due.current && !running.current) {
        const question = due.current;
        const asked = round.current;
        due.current = null;
        running.current = true;
        const found = await source(...question).catch(() => NONE);
        running.current = false;
        if (round.current === asked) {
          setList(found);
          setCurrent(-1);
        }
      }
    },
    [source]
  );
  React.useEffect(() => () => void (round.current += 1), []);
  const count = list.suggestions.length;
  const move = (step: number) => setCurrent(place => ((place + 1 + step + count + 1) % (count + 1)) - 1);
  return { list, current, ask, move, close };
}
