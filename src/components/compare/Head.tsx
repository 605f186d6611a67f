/** The heads of the columns: which version, and what can be done with the column. */
import * as React from 'react';

import type { ComparedVersion } from '../../schema';
import { Alias, Avatar, Icon, Pill } from '../card/bits';
import type { ICompareProps } from './contract';
import { cmp, nameOf, refOf } from './contract';
import { Marker } from './Marker';
import { equalRows } from './rows';

interface IToolProps {
  name: string;
  disabled?: boolean;
  onClick: () => void;
  children: React.ReactNode;
}

function Tool({ name, disabled, onClick, children }: IToolProps): React.ReactElement {
  return (
    <button type="button" className={cmp('tool')} aria-label={name} title={name} disabled={disabled} onClick={onClick}>
      {children}
    </button>
  );
}

interface IColumnProps extends ICompareProps {
  version: ComparedVersion;
  place: number;
}

/** The version of a column, changeable where the model has several. */
function VersionPicker({ version, place, trans, onVersion }: IColumnProps): React.ReactElement {
  const { hit, numbers } = version;
  if (!onVersion || numbers.length < 2) {
    return <span className={cmp('version')}>{`v${hit.number}`}</span>;
  }
  const known = numbers.includes(hit.number) ? numbers : [hit.number, ...numbers];
  return (
    <select
      className={cmp('version', 'select')}
      aria-label={trans.__('Version of %1', hit.model)}
      value={hit.number}
      onChange={event => onVersion(place, Number(event.currentTarget.value))}
    >
      {known.map(number => (
        <option key={number} value={number}>{`v${number}`}</option>
      ))}
    </select>
  );
}

/** What moves and takes away a column. */
function ColumnTools({ comparison, version, place, trans, onMove, onRemove }: IColumnProps): React.ReactElement {
  const name = nameOf(version);
  const last = comparison.versions.length - 1;
  return (
    <span className={cmp('tools')}>
      {onMove && place > 0 && (
        <Tool
          name={place === 1 ? trans.__('Make %1 the baseline', name) : trans.__('Move %1 towards the baseline', name)}
          onClick={() => onMove(place, place - 1)}
        >
          ‹
        </Tool>
      )}
      {onMove && place < last && (
        <Tool name={trans.__('Move %1 away from the baseline', name)} onClick={() => onMove(place, place + 1)}>
          ›
        </Tool>
      )}
      {onRemove && last > 1 && (
        <Tool name={trans.__('Take %1 out of the comparison', name)} onClick={() => onRemove(place)}>
          <Icon name="cross" size={12} />
        </Tool>
      )}
    </span>
  );
}

const DRAGGED = 'application/x-jupyter-registry-column';

/** Makes a head draggable onto others; the buttons and Alt with an arrow do the same. */
function dragging({ place, onMove }: IColumnProps): React.HTMLAttributes<HTMLElement> {
  if (!onMove) {
    return {};
  }
  return {
    draggable: true,
    onDragStart: event => event.dataTransfer.setData(DRAGGED, String(place)),
    onDragOver: event => {
      if (event.dataTransfer.types.includes(DRAGGED)) {
        event.preventDefault();
      }
    },
    onDrop: event => {
      const from = event.dataTransfer.getData(DRAGGED);
      if (from !== '' && Number(from) !== place) {
        event.preventDefault();
        onMove(Number(from), place);
      }
    }
  };
}

function Column(props: IColumnProps): React.ReactElement {
  const { comparison, version, place, trans, onMove, onOpen } = props;
  const { hit } = version;
  const name = <bdi dir="ltr">{hit.model}</bdi>;
  const onKeyDown = (event: React.KeyboardEvent): void => {
    const step = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0;
    const to = place + step;
    if (event.altKey && step !== 0 && onMove) {
      event.preventDefault();
      event.stopPropagation();
      if (to >= 0 && to < comparison.versions.length) {
        onMove(place, to);
      }
    }
  };
  return (
    <th scope="col" className={cmp('column', place === 0 && 'base')} onKeyDown={onKeyDown} {...dragging(props)}>
      <div className={cmp('column-line')}>
        <Marker place={place} />
        {onOpen ? (
          <button
            type="button"
            className={cmp('column-name')}
            title={trans.__('Open the card of %1', nameOf(version))}
            onClick={() => onOpen(refOf(version))}
          >
            {name}
          </button>
        ) : (
          <b className={cmp('column-name')} title={hit.model}>
            {name}
          </b>
        )}
        <ColumnTools {...props} />
      </div>
      <div className={cmp('column-line')}>
        <VersionPicker {...props} />
        {hit.aliases.slice(0, 1).map(alias => (
          <Alias key={alias} name={alias} />
        ))}
        <span className={cmp('grow')} />
        {place === 0 ? (
          <Pill tone="acc">{trans.__('baseline')}</Pill>
        ) : (
          <span title={version.published_by}>
            <Avatar name={version.published_by} />
            <span className={cmp('hidden')}>{trans.__('published by %1', version.published_by)}</span>
          </span>
        )}
      </div>
    </th>
  );
}

/** The head of the table, which stays in view. */
export function Head(props: ICompareProps): React.ReactElement {
  const { comparison, look, trans, letters, onLook } = props;
  const equal = equalRows(comparison);
  const said = look.onlyDifferences
    ? trans._n('%1 equal row hidden', '%1 equal rows hidden', equal)
    : trans._n('%1 equal row shown', '%1 equal rows shown', equal);
  return (
    <thead>
      <tr>
        <td className={cmp('corner')}>
          {onLook && (
            <label className={cmp('only')} title={letters?.() === false ? undefined : trans.__('D')}>
              <input
                type="checkbox"
                checked={look.onlyDifferences}
                onChange={event => onLook({ onlyDifferences: event.currentTarget.checked })}
              />
              {trans.__('Only differences')}
            </label>
          )}
          <div className={cmp('under')} role="status">
            {said}
          </div>
        </td>
        {comparison.versions.map((version, place) => (
          <Column key={`${refOf(version)}-${place}`} {...props} version={version} place={place} />
        ))}
      </tr>
    </thead>
  );
}
