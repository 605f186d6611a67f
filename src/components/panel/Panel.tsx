/** The whole panel, from its first line to its footer. */
import * as React from 'react';

import { BeforeTyping } from './BeforeTyping';
import { numberText } from '../card/words';
import type { IPanelProps } from './contract';
import { panelCls } from './contract';
import { FilterPanel } from './FilterPanel';
import { FirstRun } from './FirstRun';
import { Footer, Head } from './Frame';
import { Help } from './Help';
import { NoResults } from './NoResults';
import { PanelButton } from './parts';
import { Preview } from './Preview';
import { ResultList } from './ResultList';
import { ResultTable } from './ResultTable';
import { Refinements, ResultLine, SaveForm } from './ResultLine';
import { SearchBox } from './SearchBox';
import { Tray } from './Tray';
import { ServerMissing, TroubleBanner } from './Trouble';
import { MOST_ROWS } from './useRows';

/** The panel. */
export function Panel(props: IPanelProps): React.ReactElement {
  const { view, look, trouble, onLook } = props;
  const frame = React.useRef<HTMLDivElement>(null);
  if (trouble?.code === 'server_missing') {
    return <ServerMissing {...props} />;
  }
  const onDown = () => {
    if (view === 'results') {
      onLook({ filters: false, focus: 'list' });
    } else {
      frame.current?.querySelector<HTMLElement>(`.${panelCls('start')} button`)?.focus();
    }
  };
  return (
    <div ref={frame} className={panelCls('frame')} onKeyDown={event => panelKey(event, props)}>
      <Head {...props} />
      <SearchBox {...props} onDown={onDown} />
      <TroubleBanner {...props} />
      <Body {...props} />
      {look.help && <Help {...props} />}
      <Footer {...props} />
    </div>
  );
}

/** Keys that work wherever the focus is in the panel, but not while text is typed. */
function panelKey(event: React.KeyboardEvent, { look, onLook, onBack }: IPanelProps): void {
  const typing = event.target instanceof HTMLInputElement && event.target.type !== 'checkbox';
  if (event.key === 'Escape') {
    event.preventDefault();
    event.stopPropagation();
    if (!onBack()) {
      onLook({ focus: 'box' });
    }
  } else if (!typing && event.key === '/') {
    event.preventDefault();
    onLook({ focus: 'box' });
  } else if (!typing && event.key === '?') {
    event.preventDefault();
    onLook({ help: !look.help });
  }
}

function Body(props: IPanelProps): React.ReactElement {
  const { view, trans } = props;
  switch (view) {
    case 'first-run':
      return <FirstRun {...props} />;
    case 'before-typing':
      return <BeforeTyping {...props} />;
    case 'trouble':
      return <div className={panelCls('start')} />;
    case 'reading':
      return <p className={panelCls('start', 'muted')}>{trans.__('Reading the registry')}</p>;
    default:
      return <Results {...props} />;
  }
}

/** The list or the way out of an empty one, with the filters beside it where there is room. */
function Results(props: IPanelProps): React.ReactElement {
  const { view, look, wide, table } = props;
  const list = (
    <div className={panelCls('column')}>
      <ResultLine {...props} />
      {look.saving && <SaveForm {...props} />}
      {!wide && look.filters ? (
        <FilterPanel {...props} docked={false} />
      ) : view === 'no-results' ? (
        <NoResults {...props} />
      ) : (
        <>
          <Refinements {...props} />
          <Waiting {...props} />
          {table ? <ResultTable {...props} /> : <ResultList {...props} />}
          <TooMany {...props} />
          <Alternatives {...props} />
          {look.preview && look.selection.length === 0 && <Preview {...props} />}
          <Tray {...props} />
        </>
      )}
    </div>
  );
  if (!wide) {
    return list;
  }
  return (
    <div className={panelCls('beside')}>
      <FilterPanel {...props} docked />
      {list}
    </div>
  );
}

/** Below a list that cannot hold all results. */
function TooMany({ answer, trans }: IPanelProps): React.ReactElement | null {
  return (answer?.page.total ?? 0) > MOST_ROWS ? (
    <p className={panelCls('list-end')}>{trans.__('More models than can be listed. Add a filter.')}</p>
  ) : null;
}

/** Below a short list: models like the first of it. */
function Alternatives({ around, away, trans, onQuery }: IPanelProps): React.ReactElement | null {
  const { alternatives } = around;
  return alternatives && !away ? (
    <div className={panelCls('list-end', 'list-more')}>
      {trans.__('End of exact matches.')}
      <PanelButton kind="link" onClick={() => onQuery(alternatives.q)}>
        {trans._n(
          'Show %2 close alternative',
          'Show %2 close alternatives',
          alternatives.count,
          numberText(alternatives.count, 9)
        )}
      </PanelButton>
    </div>
  ) : null;
}

/** After a second without an answer; the style sheet waits for it. */
function Waiting({ searching, trans, onCancel }: IPanelProps): React.ReactElement | null {
  return searching ? (
    <div className={panelCls('waiting')}>
      <span>{trans.__('Still searching')}</span>
      <PanelButton kind="link" onClick={onCancel}>
        {trans.__('Cancel')}
      </PanelButton>
    </div>
  ) : null;
}
