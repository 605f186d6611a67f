/** A leaderboard below the metrics: models in the order of one metric, with what they cost. */
import * as React from 'react';

import type { Benchmark, Rank } from '../../../schema';
import { Button, cls, Nothing, Pill } from '../bits';
import type { ICardActions, ITrans } from '../contract';
import { metricText } from '../measures';
import { ageText, countText, momentText, timeText } from '../words';
import type { IMeasured } from './contract';
import { intervalText } from './MetricRow';
import { boardCode } from './plotCode';
import { TradeOff } from './TradeOff';

interface IBoardProps extends Pick<ICardActions, 'onOpen' | 'onInsert'> {
  measured: IMeasured;
  opened: Benchmark;
  /** Ref of the version that the card is about. */
  current: string;
  trans: ITrans;
  onClose: () => void;
}

function RankRow({ rank, current, trans, onOpen }: IBoardProps & { rank: Rank }): React.ReactElement {
  const here = rank.ref === current;
  const { latency_ms, parameter_count } = rank.resources ?? {};
  return (
    <tr className={here ? cls('current') : undefined} aria-current={here ? 'true' : undefined}>
      <td className={cls('num')}>{rank.aged ? <Pill tone="warn">{trans.__('aged')}</Pill> : rank.place}</td>
      <th scope="row">
        {onOpen && !here ? (
          <Button kind="link" small label={rank.ref} onClick={() => onOpen(rank.ref)} />
        ) : (
          <b>{rank.ref}</b>
        )}
      </th>
      <td className={cls('num', 'strong')}>{metricText(rank.metric)}</td>
      <td className={cls('num', 'muted')}>{intervalText(rank.metric)}</td>
      <td className={cls('num')}>{typeof latency_ms === 'number' ? timeText(latency_ms) : ''}</td>
      <td className={cls('num')}>{typeof parameter_count === 'number' ? countText(parameter_count) : ''}</td>
      <td className={cls('muted')}>{rank.hardware || trans.__('not set')}</td>
      <td className={cls('muted')}>
        <time dateTime={rank.at} title={momentText(rank.at)}>
          {ageText(rank.at, trans)}
        </time>
      </td>
    </tr>
  );
}

function BoardTable(props: IBoardProps): React.ReactElement | null {
  const { measured, trans } = props;
  const { board, trouble } = measured;
  if (!board) {
    return <Nothing>{trouble || trans.__('Reading the leaderboard…')}</Nothing>;
  }
  const heads = [
    trans.__('Place'),
    trans.__('Version'),
    board.metric,
    trans.__('Interval'),
    trans.__('Latency'),
    trans.__('Parameters'),
    trans.__('Measured on'),
    trans.__('Age')
  ];
  return (
    <>
      <TradeOff {...props} board={board} />
      <div className={cls('scroll')} role="group" aria-label={trans.__('Leaderboard')} tabIndex={0}>
        <table className={cls('table')}>
          <thead>
            <tr>
              {heads.map(head => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {board.ranks.map(rank => (
              <RankRow {...props} key={rank.ref} rank={rank} />
            ))}
          </tbody>
        </table>
      </div>
      {board.total > board.ranks.length && (
        <p className={cls('note')}>{trans.__('The first %1 of %2.', board.ranks.length, board.total)}</p>
      )}
    </>
  );
}

/** The panel; Escape closes it. */
export function Board(props: IBoardProps): React.ReactElement {
  const { measured, opened, trans, onClose, onInsert } = props;
  const heading = React.useRef<HTMLHeadingElement>(null);
  const titleId = React.useId();
  React.useEffect(() => heading.current?.focus(), [opened]);
  const onKeyDown = (event: React.KeyboardEvent): void => {
    if (event.key === 'Escape') {
      event.stopPropagation();
      onClose();
    }
  };
  const { board } = measured;
  const named = [opened.dataset, opened.split, opened.scenario].filter(Boolean).join(', ');
  return (
    <div className={cls('box', 'board')} role="region" aria-labelledby={titleId} onKeyDown={onKeyDown}>
      <div className={cls('box-head')}>
        <h3 id={titleId} tabIndex={-1} ref={heading}>
          {trans.__('%1 on %2', opened.metric, named)}
        </h3>
        <span className={cls('box-aside')}>
          {board && (board.higher_is_better ? trans.__('higher is better') : trans.__('lower is better'))}
        </span>
        {board && onInsert && (
          <Button
            kind="ghost"
            small
            icon="notebook"
            label={trans.__('Plot in notebook')}
            name={trans.__('Plot the leaderboard in the notebook')}
            onClick={() => onInsert(boardCode(board))}
          />
        )}
        <Button
          kind="ghost"
          small
          icon="cross"
          label={trans.__('Close')}
          name={trans.__('Close the leaderboard')}
          onClick={onClose}
        />
      </div>
      <BoardTable {...props} />
    </div>
  );
}
