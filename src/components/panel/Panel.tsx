/** The whole panel, from the query line to the footer. */
import * as React from 'react';

import { filtersOf } from '../../queryText';
import { Icon } from '../card/bits';
import type { IPanelProps } from './contract';
import { panelCls } from './contract';
import { FilterPanel } from './FilterPanel';
import { NoResults } from './NoResults';
import { ResultList } from './ResultList';
import { SearchBox } from './SearchBox';
import { BeforeTyping, FirstRun } from './Start';
import { ServerMissing, TroubleBanner } from './Trouble';

/** `focusRequest` grows when the search box is to take the focus. */
export function Panel(props: IPanelProps & { focusRequest: number }): React.ReactElement {
  const { view, query, page, trouble, trans } = props;
  const [row, setRow] = React.useState(0);
  const [filtering, setFiltering] = React.useState(false);
  const [boxFocus, setBoxFocus] = React.useState(0);
  const [listFocus, setListFocus] = React.useState(0);
  React.useEffect(() => setRow(0), [query]);
  React.useEffect(() => setBoxFocus(count => count + (props.focusRequest ? 1 : 0)), [props.focusRequest]);
  const listed = view === 'results' && !filtering;
  if (trouble?.code === 'server_missing') {
    return <ServerMissing {...props} />;
  }
  return (
    <div className={panelCls('frame')}>
      <SearchBox {...props} focusRequest={boxFocus} onDown={() => listed && setListFocus(count => count + 1)} />
      <TroubleBanner {...props} />
      {(view === 'results' || view === 'no-results') && (
        <ResultLine {...props} filtering={filtering} onFilter={() => setFiltering(!filtering)} />
      )}
      {filtering && page && (view === 'results' || view === 'no-results') ? (
        <FilterPanel {...props} onClose={() => setFiltering(false)} />
      ) : (
        <>
          {view === 'reading' && <p className={panelCls('start', 'muted')}>{trans.__('Reading the registry')}</p>}
          {view === 'first-run' && <FirstRun {...props} />}
          {view === 'before-typing' && <BeforeTyping {...props} />}
          {view === 'no-results' && <NoResults {...props} />}
          {view === 'results' && (
            <ResultList
              {...props}
              row={Math.min(row, Math.max(0, (page?.total ?? 1) - 1))}
              onRow={setRow}
              focusRequest={listFocus}
              onTop={() => setBoxFocus(count => count + 1)}
            />
          )}
        </>
      )}
      <Footer {...props} listed={listed} />
    </div>
  );
}

interface IResultLineProps extends IPanelProps {
  filtering: boolean;
  onFilter: () => void;
}

/** How many, how fast, in which order, and the way to the filters. */
function ResultLine(props: IResultLineProps): React.ReactElement {
  const { page, sort, browsing, query, trans, onSort, onBrowse, filtering, onFilter } = props;
  const total = page?.total ?? 0;
  const filters = filtersOf(page?.terms ?? []).length;
  return (
    <div className={panelCls('result-line')}>
      <span className={panelCls('grow')}>
        <b role="status">{trans._n('%1 model', '%1 models', total, total)}</b>{' '}
        <span className={panelCls('muted')}>{page ? `· ${Math.max(1, Math.round(page.took_ms))} ms` : ''}</span>
      </span>
      {browsing && query.trim() === '' && (
        <button type="button" className={panelCls('link')} onClick={() => onBrowse(false)}>
          {trans.__('Back')}
        </button>
      )}
      <select aria-label={trans.__('Order')} value={sort} onChange={event => onSort(event.currentTarget.value)}>
        <option value="">{trans.__('Best match')}</option>
        <option value="updated">{trans.__('Newest')}</option>
        <option value="name">{trans.__('Name')}</option>
      </select>
      <button
        type="button"
        className={panelCls('icon-button', filters > 0 && 'icon-button-on')}
        aria-pressed={filtering}
        aria-label={filters ? trans._n('Filters, %1 set', 'Filters, %1 set', filters, filters) : trans.__('Filters')}
        title={trans.__('Filters')}
        onClick={onFilter}
      >
        <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
          <path d="M2 4h12M4.500 8h7M7 12h2" />
        </svg>
        {filters > 0 && <span className={panelCls('badge')}>{filters}</span>}
      </button>
    </div>
  );
}

const INSERT_KEY = 'I';

/** Which registry this is, and the keys that work now. */
function Footer({ status, listed, trans }: IPanelProps & { listed: boolean }): React.ReactElement {
  return (
    <div className={panelCls('footer')}>
      {listed ? (
        <span>
          <kbd>↑↓</kbd> <kbd>⏎</kbd> {trans.__('open')} <kbd>{INSERT_KEY}</kbd> {trans.__('insert')} <kbd>/</kbd>{' '}
          {trans.__('search')}
        </span>
      ) : (
        <span className={panelCls('grow')}>
          {status && (
            <>
              {status.name} · {trans._n('%1 model', '%1 models', status.models, status.models)}
            </>
          )}
        </span>
      )}
      {status && !status.writable && (
        <span className={panelCls('read-only')} title={status.reason}>
          <Icon name="warn" size={12} /> {trans.__('read-only')}
        </span>
      )}
    </div>
  );
}
