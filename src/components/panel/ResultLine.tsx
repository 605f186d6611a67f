/** The lines between the query and the list: how many, in which order, what to add, and saving the search. */
import * as React from 'react';

import { filtersOf } from '../../queryText';
import { numberText } from '../card/words';
import type { IPanelProps } from './contract';
import { panelCls } from './contract';
import { PanelButton, Tool } from './parts';

/** Refinements shown before "+n", as far as they fit. */
const SHOWN = 3;
/** Results from which on there is something to narrow down. */
const WORTH = 4;
/** Milliseconds of quiet after which the count is read out. */
const QUIET = 500;

/** Count, time, order, filters, save. */
export function ResultLine(props: IPanelProps): React.ReactElement {
  const { answer, browsing, catalogue, query, look, wide, away, trans, onBrowse, onLook } = props;
  const page = answer?.page;
  const total = page?.total ?? 0;
  const filters = filtersOf(page?.terms ?? []).length;
  const count = trans._n('%2 model', '%2 models', total, numberText(total, 9));
  const title = filters ? trans._n('Filters, %1 set (F)', 'Filters, %1 set (F)', filters) : trans.__('Filters (F)');
  return (
    <div className={panelCls('result-line')}>
      <span className={panelCls('grow')}>
        <b>{away ? numberText(total, 9) : count}</b> <span className={panelCls('took')}>{tookText(props)}</span>
        <Spoken text={count} />
      </span>
      {browsing && !catalogue && query.trim() === '' && (
        <PanelButton kind="link" onClick={() => onBrowse(false)}>
          {trans.__('Back')}
        </PanelButton>
      )}
      <Order {...props} />
      {!wide && (
        <Tool
          glyph="filter"
          label={title}
          pressed={look.filters}
          badge={filters}
          onClick={() => onLook({ filters: !look.filters })}
        />
      )}
      <Tool
        glyph="bookmark"
        label={trans.__('Save this search (S)')}
        pressed={look.saving}
        disabled={!query.trim() || away}
        onClick={() => onLook({ saving: !look.saving })}
      />
    </div>
  );
}

function tookText({ answer, away, trans }: IPanelProps): string {
  if (away) {
    return `· ${trans.__('saved copy')}`;
  }
  return answer ? `· ${trans.__('%1 ms', Math.max(1, Math.round(answer.page.took_ms)))}` : '';
}

/** Tells screen readers the count once typing has stopped. */
function Spoken({ text }: { text: string }): React.ReactElement {
  const [said, setSaid] = React.useState('');
  React.useEffect(() => {
    const timer = setTimeout(() => setSaid(text), QUIET);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <span role="status" className={panelCls('hidden')}>
      {said}
    </span>
  );
}

/** The order of the results: best match, age, name, and the numbers that the query and its results are about. */
function Order({ answer, around, table, sort, trans, onSort }: IPanelProps): React.ReactElement {
  const orders: [string, string][] = [
    ['', trans.__('Best match')],
    ['updated', trans.__('Newest')],
    ['name', trans.__('Name')]
  ];
  if (table) {
    orders.push(['task', trans.__('Task')], ['license', trans.__('License')]);
    orders.push(['owner', trans.__('Owner')], ['stage', trans.__('Stage')]);
  }
  for (const { name, label, higher_is_better } of around.histograms) {
    if (!orders.some(([known]) => known === name)) {
      orders.push([name, higher_is_better ? trans.__('%1, high first', label) : trans.__('%1, low first', label)]);
    }
  }
  const current = answer?.page.sort ?? sort;
  if (!orders.some(([known]) => known === current)) {
    orders.push([current, current]);
  }
  return (
    <select aria-label={trans.__('Order')} value={current} onChange={event => onSort(event.currentTarget.value)}>
      {orders.map(([name, label]) => (
        <option key={name} value={name}>
          {label}
        </option>
      ))}
    </select>
  );
}

/** How many of the buttons in a row are seen whole; at least one, and measured anew when the row changes its width. */
function useFit(row: React.RefObject<HTMLElement>, count: number): number {
  const [fit, setFit] = React.useState(count);
  React.useLayoutEffect(() => {
    const measure = () => {
      const buttons = Array.from(row.current?.children ?? []) as HTMLElement[];
      setFit(Math.max(1, buttons.filter(({ offsetTop }) => offsetTop === buttons[0].offsetTop).length));
    };
    measure();
    const widths = new ResizeObserver(measure);
    if (row.current) {
      widths.observe(row.current);
    }
    return () => widths.disconnect();
  }, [row, count]);
  return Math.min(fit, count);
}

/** Filters that keep a good part of the results; the line keeps its height when there are none. */
export function Refinements(props: IPanelProps): React.ReactElement | null {
  return (props.answer?.page.total ?? 0) < WORTH ? null : <RefinementRow {...props} />;
}

function RefinementRow({ around, trans, onQuery }: IPanelProps): React.ReactElement {
  const [open, setOpen] = React.useState(false);
  const row = React.useRef<HTMLDivElement>(null);
  const offered = open ? around.refinements : around.refinements.slice(0, SHOWN);
  const fit = useFit(row, offered.length);
  const more = around.refinements.length - Math.min(fit, SHOWN);
  return (
    <div
      className={panelCls('refinements', open && 'refinements-open')}
      role="group"
      aria-label={trans.__('Narrow down')}
    >
      <div ref={row} className={panelCls('refinements-row')}>
        {offered.map(({ label, q, count }, place) => (
          <button
            key={q}
            type="button"
            title={q}
            style={{ visibility: open || place < fit ? 'visible' : 'hidden' }}
            onClick={() => onQuery(q)}
          >
            <bdi className={panelCls('clip')}>{label}</bdi>
            <span className={panelCls('muted')}>{numberText(count, 9)}</span>
          </button>
        ))}
      </div>
      {(open || more > 0) && (
        <button type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? trans.__('fewer') : `+${more}`}
        </button>
      )}
    </div>
  );
}

/** Asks for the name of a search that is to be kept. */
export function SaveForm({ query, trans, onSaveSearch, onLook }: IPanelProps): React.ReactElement {
  const [name, setName] = React.useState(query.trim());
  const [fault, setFault] = React.useState('');
  const input = React.useRef<HTMLInputElement>(null);
  React.useEffect(() => input.current?.select(), []);
  const close = () => onLook({ saving: false, focus: 'list' });
  const save = async () => {
    const refusal = name.trim() ? await onSaveSearch(name.trim(), query.trim()) : trans.__('Give it a name.');
    setFault(refusal);
    if (!refusal) {
      close();
    }
  };
  return (
    <form
      className={panelCls('save')}
      onSubmit={event => {
        event.preventDefault();
        void save();
      }}
      onKeyDown={event => {
        if (event.key === 'Escape') {
          event.stopPropagation();
          close();
        }
      }}
    >
      <label>
        {trans.__('Save as')}{' '}
        <input ref={input} value={name} maxLength={120} onChange={event => setName(event.currentTarget.value)} />
      </label>
      <button type="submit" className={panelCls('button', 'button-primary')}>
        {trans.__('Save')}
      </button>
      <PanelButton onClick={close}>{trans.__('Cancel')}</PanelButton>
      {fault && (
        <p className={panelCls('problem')} role="alert">
          {fault}
        </p>
      )}
    </form>
  );
}
