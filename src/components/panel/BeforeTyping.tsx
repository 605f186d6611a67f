/** A filled registry before anything is typed: what suits the notebook, what was used, saved searches, tasks. */
import * as React from 'react';

import { withValues } from '../../queryText';
import type { SavedSearch } from '../../schema';
import { Icon } from '../card/bits';
import { numberText } from '../card/words';
import type { IPanelProps } from './contract';
import { panelCls } from './contract';
import { Glyph, GroupHead, ModelRow, PanelButton, Row } from './parts';

/** Tasks shown before "more tasks". */
const TASKS = 5;

/** The groups, each only when it has something to show. */
export function BeforeTyping(props: IPanelProps): React.ReactElement {
  const { start, trans, notebook, onOpen, onBrowse, onPublish, onCatalogue } = props;
  const { recent, newest, suiting, saved, listed } = start;
  return (
    <div className={panelCls('start-frame')}>
      <div className={panelCls('start', 'start-rows')}>
        {suiting.length > 0 && (
          <>
            <GroupHead aside={<bdi>{notebook}</bdi>}>{trans.__('For this notebook')}</GroupHead>
            {suiting.map(({ hit, reason }) => (
              <ModelRow key={hit.model} hit={hit} under={reason} trans={trans} onOpen={onOpen} />
            ))}
          </>
        )}
        <GroupHead>{recent.length ? trans.__('Recent') : trans.__('Newest')}</GroupHead>
        {(recent.length ? recent : newest).map(hit => (
          <ModelRow
            key={hit.model}
            hit={hit}
            glyph={recent.length ? 'clock' : undefined}
            trans={trans}
            onOpen={onOpen}
          />
        ))}
        {saved.length > 0 && <Saved {...props} />}
        <Tasks {...props} />
        <PanelButton kind="link" onClick={() => onBrowse(true)}>
          {trans._n('Show the only model', 'Show all %2 models', listed, numberText(listed, 9))}
        </PanelButton>
      </div>
      {(onPublish || onCatalogue) && (
        <div className={panelCls('buttons', 'foot')}>
          {onPublish && (
            <button type="button" className={panelCls('button', 'button-primary')} onClick={onPublish}>
              <Glyph name="publish" /> <span>{trans.__('Publish a model')}</span>
            </button>
          )}
          {onCatalogue && (
            <PanelButton icon="open" onClick={onCatalogue}>
              {trans.__('Catalogue')}
            </PanelButton>
          )}
        </div>
      )}
    </div>
  );
}

/** The saved searches; "Manage" shows how to forget them. */
function Saved(props: IPanelProps): React.ReactElement {
  const { start, trans } = props;
  const [managing, setManaging] = React.useState(false);
  return (
    <>
      <GroupHead
        aside={
          <PanelButton kind="link" expanded={managing} onClick={() => setManaging(!managing)}>
            {managing ? trans.__('Done') : trans.__('Manage')}
          </PanelButton>
        }
      >
        {trans.__('Saved searches')}
      </GroupHead>
      {start.saved.map(search => (
        <SavedRow key={search.name} search={search} managing={managing} {...props} />
      ))}
    </>
  );
}

function SavedRow(props: IPanelProps & { search: SavedSearch; managing: boolean }): React.ReactElement {
  const { search, managing, trans, away, onQuery, onSaveSearch, onRemoveSearch } = props;
  const open = () => {
    onQuery(search.q);
    if (search.new > 0 && !away) {
      void onSaveSearch(search.name, search.q); // saved again, its results count as seen
    }
  };
  const fresh = <span className={panelCls('fresh')}>{trans.__('%1 new', numberText(search.new, 9))}</span>;
  const row = (
    <Row
      lead={<Glyph name="bookmark" />}
      label={search.name}
      note={search.new > 0 ? fresh : numberText(search.count, 9)}
      title={search.q}
      onClick={open}
    />
  );
  if (!managing) {
    return row;
  }
  return (
    <div className={panelCls('managed')}>
      {row}
      <button
        type="button"
        className={panelCls('tool')}
        disabled={away}
        title={trans.__('Forget this search')}
        aria-label={trans.__('Forget the search %1', search.name)}
        onClick={() => onRemoveSearch(search.name)}
      >
        <Icon name="cross" size={12} />
      </button>
    </div>
  );
}

function Tasks({ start, trans, onQuery }: IPanelProps): React.ReactElement | null {
  const [all, setAll] = React.useState(false);
  const starred = start.starred.size;
  const values = start.tasks?.values ?? [];
  const rest = values.slice(TASKS);
  if (values.length === 0) {
    return null;
  }
  return (
    <>
      <GroupHead>{trans.__('Browse')}</GroupHead>
      {starred > 0 && (
        <Row
          lead={<Glyph name="star" />}
          label={trans.__('Starred')}
          note={numberText(starred, 9)}
          onClick={() => onQuery('is:starred')}
        />
      )}
      {(all ? values : values.slice(0, TASKS)).map(({ value, count }) => (
        <Row
          key={value}
          lead={<Glyph name="right" />}
          label={<bdi dir="ltr">{value}</bdi>}
          note={numberText(count, 9)}
          onClick={() => onQuery(withValues('', [], 'task', [value]))}
        />
      ))}
      {!all && rest.length > 0 && (
        <Row
          lead={<Glyph name="right" />}
          label={trans._n('%1 more task', '%1 more tasks', rest.length)}
          note={numberText(
            rest.reduce((sum, { count }) => sum + count, 0),
            9
          )}
          onClick={() => setAll(true)}
        />
      )}
    </>
  );
}
