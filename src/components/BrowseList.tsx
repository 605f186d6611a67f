/** A live list in a notebook: one query line, the models it finds, and which of them are chosen. */
import * as React from 'react';

import type { Hit } from '../schema';
import { Alias, cls, Icon } from './card/bits';
import type { ITrans } from './card/contract';
import type { ListedPage } from '../snapshot';
import { refOf } from './inline/parts';

/** What the list shows and calls. */
export interface IBrowseListProps {
  query: string;
  page: ListedPage | null;
  /** Refs of the chosen models. */
  selection: readonly string[];
  trans: ITrans;
  onQuery: (query: string) => void;
  onSelect: (selection: string[]) => void;
}

const PAUSE = 200;

function Row({
  hit,
  chosen,
  trans,
  onToggle
}: {
  hit: Hit;
  chosen: boolean;
  trans: ITrans;
  onToggle: () => void;
}): React.ReactElement {
  return (
    <li>
      <label className={chosen ? cls('browse-on') : undefined}>
        <input type="checkbox" checked={chosen} onChange={onToggle} />
        <span className={cls('grow')}>
          <b>
            <bdi dir="ltr">{hit.model}</bdi>
          </b>{' '}
          <span className={cls('inline-number')}>{`v${hit.number}`}</span>{' '}
          {(hit.aliases ?? []).slice(0, 2).map(alias => (
            <Alias key={alias} name={alias} />
          ))}
          <span className={cls('browse-summary')}>{hit.warning || hit.summary || trans.__('Purpose not set')}</span>
        </span>
        <span className={cls('num')}>
          {(hit.figures ?? []).slice(0, 2).map((figure, index) => (
            <span key={index} className={cls('inline-figure')} title={figure.note}>
              <b>{figure.text}</b> <span className={cls('muted')}>{figure.label}</span>
            </span>
          ))}
        </span>
      </label>
    </li>
  );
}

/** The query line; what is typed goes out after a pause. */
function QueryLine({
  query,
  trans,
  onQuery
}: Pick<IBrowseListProps, 'query' | 'trans' | 'onQuery'>): React.ReactElement {
  const [typed, setTyped] = React.useState(query);
  React.useEffect(() => setTyped(query), [query]);
  React.useEffect(() => {
    if (typed === query) {
      return;
    }
    const timer = setTimeout(() => onQuery(typed), PAUSE);
    return () => clearTimeout(timer);
  }, [typed, query, onQuery]);
  return (
    <input
      type="search"
      className={cls('browse-query')}
      aria-label={trans.__('Find models')}
      placeholder={trans.__('Find models')}
      value={typed}
      dir="ltr"
      onChange={event => setTyped(event.currentTarget.value)}
    />
  );
}

/** The whole list. */
export function BrowseList(props: IBrowseListProps): React.ReactElement {
  const { page, selection, trans, onSelect } = props;
  const hits = page?.hits ?? [];
  const total = page?.total ?? 0;
  const toggle = (ref: string) =>
    onSelect(selection.includes(ref) ? selection.filter(other => other !== ref) : [...selection, ref]);
  return (
    <section className={`jp-ModelRegistry-inline ${cls('inline', 'browse')}`} aria-label={trans.__('Models')}>
      <div className={cls('browse-head')}>
        <QueryLine {...props} />
        <span className={cls('muted')} role="status">
          {page ? trans._n('%1 model', '%1 models', total, total) : trans.__('Reading')}
          {selection.length > 0 && ` · ${trans.__('%1 chosen', selection.length)}`}
        </span>
      </div>
      {(page?.problems ?? []).map((problem, index) => (
        <p key={index} className={cls('banner', 'banner-warn')}>
          <Icon name="warn" tone="warn" />
          <span>
            {problem.message} {problem.fix && <code dir="ltr">{problem.fix}</code>}
          </span>
        </p>
      ))}
      <ul className={cls('browse-list')}>
        {hits.map(hit => (
          <Row
            key={refOf(hit)}
            hit={hit}
            chosen={selection.includes(refOf(hit))}
            trans={trans}
            onToggle={() => toggle(refOf(hit))}
          />
        ))}
      </ul>
      {page && hits.length === 0 && <p className={cls('nothing')}>{trans.__('No model matches this query.')}</p>}
    </section>
  );
}
