/** "list": the first results of a search, as many as were printed. */
import * as React from 'react';

import type { Hit } from '../../schema';
import { Alias, Button, cls, Icon } from '../card/bits';
import type { IViewProps } from './contract';
import { Findings, Foot, Head, refOf } from './parts';

function Row({ hit, trans, actions }: { hit: Hit } & Pick<IViewProps, 'trans' | 'actions'>): React.ReactElement {
  const { onOpen } = actions;
  return (
    <tr>
      <th scope="row">
        {onOpen ? (
          <Button
            kind="link"
            small
            label={<bdi dir="ltr">{hit.model}</bdi>}
            name={trans.__('Open %1 version %2', hit.model, hit.number)}
            onClick={() => onOpen(refOf(hit))}
          />
        ) : (
          <bdi dir="ltr">{hit.model}</bdi>
        )}{' '}
        <span className={cls('inline-number')}>{`v${hit.number}`}</span>{' '}
        {hit.aliases.slice(0, 2).map(alias => (
          <Alias key={alias} name={alias} />
        ))}
      </th>
      <td className={cls('inline-cut')} title={hit.warning || hit.summary}>
        {hit.warning ? (
          <span className={cls('tone-warn')}>
            <Icon name="warn" tone="warn" size={12} /> {hit.warning}
          </span>
        ) : (
          hit.summary
        )}
      </td>
      <td className={cls('num')}>
        {hit.figures.slice(0, 2).map((figure, index) => (
          <span key={index} className={cls('inline-figure')} title={figure.note}>
            <b>{figure.text}</b> <span className={cls('muted')}>{figure.label}</span>
          </span>
        ))}
      </td>
    </tr>
  );
}

/** Results of a search. */
export function ListView(props: IViewProps): React.ReactElement {
  const { snapshot, trans, actions } = props;
  const { hits, total, q } = snapshot;
  const { onSearch } = actions;
  const more = total - hits.length;
  return (
    <section aria-label={trans.__('Models found')}>
      <Head
        icon="model"
        title={
          <>
            <b>{trans._n('%1 model', '%1 models', total, total)}</b> {q && <code dir="ltr">{q}</code>}
          </>
        }
      />
      <Findings findings={snapshot.findings} />
      {hits.length > 0 && (
        <div className={cls('inline-scroll')} role="group" aria-label={trans.__('Models')} tabIndex={0}>
          <table className={cls('table')}>
            <thead>
              <tr>
                <th scope="col">{trans.__('Model')}</th>
                <th scope="col">{trans.__('Summary')}</th>
                <th scope="col" className={cls('num')}>
                  {trans.__('Figures')}
                </th>
              </tr>
            </thead>
            <tbody>
              {hits.map((hit, index) => (
                <Row key={index} hit={hit} trans={trans} actions={actions} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      <Foot
        {...props}
        snapshot={{ ...snapshot, hit: null, load_code: '' }}
        facts={more > 0 ? [trans.__('%1 more', more)] : []}
      >
        {onSearch && <Button small icon="open" label={trans.__('Open in panel')} onClick={() => onSearch(q)} />}
      </Foot>
    </section>
  );
}
