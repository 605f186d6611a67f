/** What is suggested at the cursor: asked for while typing, the newest answer only. */
import * as React from 'react';

import type { SuggestionList } from '../../schema';

const NONE: SuggestionList = { suggestions: [], start: 0, end: 0 };

/** The rows that are open, which of them is current (-1: none), and how to move and close. */
export interface ISuggestions {
  list: SuggestionList;
  current: number;
  ask: (line: string, cursor: number) => void;
  move: (step: number) => void;
  close: () => void;
}

/** Suggestions from `source`; an answer that came too late, or after closing, is dropped. */
export function useSuggestions(source: (q: string, cursor: number) => Promise<SuggestionList>): ISuggestions {
  const [list, setList] = React.useState(NONE);
  const [current, setCurrent] = React.useState(-1);
  const round = React.useRef(0);
  const close = React.useCallback(() => {
    round.current += 1;
    setList(NONE);
    setCurrent(-1);
  }, []);
  const ask = React.useCallback(
    (line: string, cursor: number) => {
      const asked = (round.current += 1);
      source(line, cursor).then(
        found => {
          if (round.current === asked) {
            setList(found);
            setCurrent(-1);
          }
        },
        () => round.current === asked && close()
      );
    },
    [source, close]
  );
  React.useEffect(() => () => void (round.current += 1), []);
  const count = list.suggestions.length;
  const move = (step: number) => setCurrent(place => ((place + 1 + step + count + 1) % (count + 1)) - 1);
  return { list, current, ask, move, close };
}
