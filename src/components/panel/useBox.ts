/** The query box's state: keeps its chips in step with the query and with what the registry read in it. */
import * as React from 'react';

import { piecesOf } from '../../queryText';
import type { IAnswer } from '../../state/searchState';
import type { IBox } from './tokens';
import { absorbed, boxOf, lineOf } from './tokens';

/** The box, how to change it, and how to put another line in it. */
export interface IBoxControl {
  box: IBox;
  change: (box: IBox) => void;
}

/**
 * A box for `query`. A line that comes from elsewhere fills the box anew; when the answer to the box's own line is
 * there, its finished filters become chips.
 */
export function useBox(
  query: string,
  answer: IAnswer | null,
  cursor: () => number,
  onQuery: (query: string) => void
): IBoxControl {
  const [box, setBox] = React.useState(() => boxOf(query));
  const sent = React.useRef(query);
  const change = React.useCallback(
    (next: IBox) => {
      setBox(next);
      const line = lineOf(next);
      if (line !== sent.current) {
        sent.current = line;
        onQuery(line);
      }
    },
    [onQuery]
  );
  React.useLayoutEffect(() => {
    if (query !== sent.current) {
      sent.current = query;
      setBox(boxOf(query));
    }
  }, [query]);
  // Before anything else is typed: a key that came in between would find the input emptied under it.
  React.useLayoutEffect(() => {
    if (answer && answer.text === lineOf(box) && query === sent.current) {
      const next = absorbed(box, piecesOf(answer.text, answer.page), cursor());
      if (JSON.stringify(next) !== JSON.stringify(box)) {
        change(next);
      }
    }
  }, [answer, box, query, change, cursor]);
  return { box, change };
}
