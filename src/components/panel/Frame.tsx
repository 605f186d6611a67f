/** The first and the last line of the panel: which registry, and the keys that work now. */
import * as React from 'react';

import { Icon } from '../card/bits';
import { Menu } from '../card/Menu';
import type { IMenuItem } from '../card/Menu';
import { numberText } from '../card/words';
import type { IPanelProps } from './contract';
import { panelCls } from './contract';
import { Tool } from './parts';
import { RegistryPicker } from './RegistryPicker';

/** The registry with the state of its connection, and what can be done with the panel. */
export function Head(props: IPanelProps): React.ReactElement {
  const { trans, onPublish } = props;
  return (
    <div className={panelCls('head')}>
      <RegistryPicker {...props} />
      {onPublish && <Tool glyph="publish" label={trans.__('Publish a model from the notebook')} onClick={onPublish} />}
      <Menu name={trans.__('More actions of the panel')} items={menuOf(props)} />
    </div>
  );
}

function menuOf(props: IPanelProps): IMenuItem[] {
  const { look, query, away, catalogue, trans, onLook, onBrowse, onCatalogue, onCopyLink, onRetry } = props;
  const items: (IMenuItem | false | undefined)[] = [
    {
      label: look.compact ? trans.__('Show cards') : trans.__('Show one line for each model'),
      onChoose: () => onLook({ compact: !look.compact, preview: !look.compact })
    },
    !catalogue && { label: trans.__('Show all models'), onChoose: () => onBrowse(true) },
    onCatalogue && { label: trans.__('Open the catalogue'), onChoose: onCatalogue },
    query.trim() !== '' && !away && { label: trans.__('Save this search…'), onChoose: () => onLook({ saving: true }) },
    query.trim() !== '' && onCopyLink && { label: trans.__('Copy a link to this search'), onChoose: onCopyLink },
    { label: trans.__('Refresh'), onChoose: onRetry },
    { label: trans.__('Keys and syntax'), onChoose: () => onLook({ help: true }) }
  ];
  return items.filter((item): item is IMenuItem => Boolean(item));
}

/** How far the preparing for the search by meaning is; else keys of the list, or how much the registry holds. */
export function Footer({ start, view, look, wide, letters, trans, onLook }: IPanelProps): React.ReactElement {
  const { status } = start;
  const listed = view === 'results' && (wide || !look.filters);
  return (
    <div className={panelCls('footer')}>
      <span className={panelCls('grow')}>
        {status && status.vectors_done < status.vectors_total ? (
          trans.__(
            'Preparing search by meaning: %1 of %2',
            numberText(status.vectors_done, 9),
            numberText(status.vectors_total, 9)
          )
        ) : listed ? (
          <>
            <kbd>↑↓</kbd> <kbd>⏎</kbd> {trans.__('open')} {letters && <Key name="I" does={trans.__('insert')} />}
            <Key name={trans.__('Space')} does={trans.__('select')} />
          </>
        ) : (
          status && trans._n('%2 model', '%2 models', start.listed, numberText(start.listed, 9))
        )}
      </span>
      {status && !status.writable && (
        <span className={panelCls('line-warning')} title={status.reason}>
          <Icon name="warn" size={12} /> {trans.__('read-only')}
        </span>
      )}
      <button
        type="button"
        className={panelCls('tool')}
        title={trans.__('Keys and syntax')}
        aria-label={trans.__('Keys and syntax')}
        onClick={() => onLook({ help: true })}
      >
        <kbd>?</kbd>
      </button>
    </div>
  );
}

function Key({ name, does }: { name: string; does: string }): React.ReactElement {
  return (
    <>
      <kbd>{name}</kbd> {does}{' '}
    </>
  );
}
