/** What the panel shows when nothing is asked: the first steps, or the newest models and the tasks. */
import * as React from 'react';

import { withValues } from '../../queryText';
import type { Hit } from '../../schema';
import { Icon } from '../card/bits';
import { ageText } from '../card/words';
import type { IPanelProps } from './contract';
import { panelCls } from './contract';

const PUBLISH = '%publish model --name my-model';
const IMPORT = 'jupyter-registry import cards.jsonl';

/** An empty registry: three steps, each one action. */
export function FirstRun({ status, trans, onCopy, onPublish, notebook }: IPanelProps): React.ReactElement {
  return (
    <div className={panelCls('start')}>
      <h3>{trans.__('No models here yet')}</h3>
      <p className={panelCls('muted')}>
        {trans.__('Publish one from a notebook, or bring in models you already have.')}
      </p>
      <ol className={panelCls('steps')}>
        <li>
          <b>{trans.__('Registry is ready')}</b>
          <p className={panelCls('muted')}>
            <code dir="ltr">{status?.location}</code>
          </p>
          {status && !status.writable && <p className={panelCls('line-warning')}>{status.reason}</p>}
        </li>
        <li>
          <b>{trans.__('Publish your first model')}</b>
          <p className={panelCls('muted')}>
            {trans.__('Run this after training. Code, data, packages and metrics are captured for you.')}
          </p>
          <pre dir="ltr">{PUBLISH}</pre>
          {onPublish && notebook && (
            <button type="button" className={panelCls('primary')} onClick={onPublish}>
              {trans.__('Publish from %1', notebook)}
            </button>
          )}
          <button type="button" className={panelCls('small-button')} onClick={() => onCopy(PUBLISH)}>
            <Icon name="copy" size={12} /> {trans.__('Copy')}
          </button>
        </li>
        <li>
          <b>{trans.__('Or import what exists')}</b>
          <p className={panelCls('muted')}>
            {trans.__('Model cards as JSON lines, or README.md files with front matter.')}
          </p>
          <pre dir="ltr">{IMPORT}</pre>
          <button type="button" className={panelCls('small-button')} onClick={() => onCopy(IMPORT)}>
            <Icon name="copy" size={12} /> {trans.__('Copy')}
          </button>
        </li>
      </ol>
    </div>
  );
}

/** A filled registry before anything is typed. */
export function BeforeTyping(props: IPanelProps): React.ReactElement {
  const { newest, tasks, status, trans, onOpen, onQuery, onBrowse, onPublish } = props;
  const count = status?.models ?? 0;
  return (
    <div className={panelCls('start-frame')}>
      <div className={panelCls('start')}>
        <h3 className={panelCls('group')}>{trans.__('Newest')}</h3>
        <ul>
          {newest.map(hit => (
            <li key={hit.model}>
              <Row hit={hit} trans={props.trans} onOpen={() => onOpen(hit)} />
            </li>
          ))}
        </ul>
        {tasks && tasks.values.length > 0 && (
          <>
            <h3 className={panelCls('group')}>{trans.__('Browse by task')}</h3>
            <ul>
              {tasks.values.map(value => (
                <li key={value.value}>
                  <button
                    type="button"
                    className={panelCls('row')}
                    onClick={() => onQuery(withValues('', [], 'task', [value.value]))}
                  >
                    <span className={panelCls('grow')}>{value.value}</span>
                    <span className={panelCls('count')}>{value.count}</span>
                  </button>
                </li>
              ))}
            </ul>
          </>
        )}
        <button type="button" className={panelCls('link')} onClick={() => onBrowse(true)}>
          {trans._n('Show the only model', 'Show all %1 models', count, count)}
        </button>
      </div>
      {onPublish && (
        <div className={panelCls('start-foot')}>
          <button type="button" className={panelCls('primary')} onClick={onPublish}>
            {trans.__('Publish a model')}
          </button>
        </div>
      )}
    </div>
  );
}

function Row({
  hit,
  trans,
  onOpen
}: {
  hit: Hit;
  trans: IPanelProps['trans'];
  onOpen: () => void;
}): React.ReactElement {
  const figure = hit.figures[0];
  return (
    <button type="button" className={panelCls('row')} title={hit.summary} onClick={onOpen}>
      <Icon name="model" />
      <span className={panelCls('grow', 'row-name')}>
        <bdi dir="ltr">{hit.model}</bdi>
        {hit.aliases[0] && <span className={panelCls('muted')}>{`@${hit.aliases[0]}`}</span>}
      </span>
      <span className={panelCls('muted')}>
        {figure ? `${figure.text} ${figure.label}` : ageText(hit.published_at, trans)}
      </span>
    </button>
  );
}
